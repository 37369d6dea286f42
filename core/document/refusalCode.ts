/** The codes of `core/errors.ts` as a field of what is stored or answered. */
import * as z from 'zod';
import { codes } from '../errors.ts';

export const refusalCode = z.enum(codes);
