/** GET /v1/metrics, on one machine alone: on AWS, CloudWatch has the metrics. */
import * as z from 'zod';
import type { ApiDependencies } from '../../api/dependencies.ts';
import { textResponse } from '../../api/http/response.ts';
import { route } from '../../api/http/route.ts';
import type { KeptMetrics } from './keptMetrics.ts';
import { type Now, openMetricsType, toOpenMetrics } from './openMetrics.ts';

export interface MetricsDependencies extends ApiDependencies {
  metrics: KeptMetrics;
  health(): Promise<Now>;
}

export const metricsRoute = route(
  {
    path: '/v1/metrics',
    summary: 'Metrics for a monitoring system, in OpenMetrics.',
    parameters: {},
    responses: { [openMetricsType]: z.string() },
  },
  async (c, _params, { metrics, health }: MetricsDependencies) =>
    textResponse(c, openMetricsType, toOpenMetrics(metrics, await health()), { noStore: true }),
);
