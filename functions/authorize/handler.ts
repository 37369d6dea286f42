/** The Lambda handler of authorize. Only API Gateway invokes it. */
import { portsFromEnvironment } from '../../runtime/aws/environment.ts';
import { withRequestId } from '../../runtime/aws/log.ts';
import { functions } from '../functions.ts';
import { authorize } from './authorize.ts';

const ports = portsFromEnvironment(functions.authorize.needs);

export const handler = withRequestId((event: unknown) => authorize(ports, event));
