/**
 * Protects a server without API keys against web pages that are open in a browser. A page can send requests
 * to this machine, even under a host name of its own (DNS rebinding). So this refuses any request whose
 * `Host` is not this server, or that another site caused. A browser sends `Origin` with some requests and
 * `Sec-Fetch-Site` with all; another port of this machine is another site too. With API keys there is no
 * need: such a page has no key.
 *
 * It also refuses what a proxy passes on, which anybody may have sent.
 */
import { Hono } from 'hono';
import { HttpProblem } from '../api/http/problem.ts';
import { problemResponse } from '../api/http/response.ts';
import { withSecurityHeaders } from '../api/http/securityHeaders.ts';

/** What proxies add to a request that they pass on. */
const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip'];

export interface ForeignRequestOptions {
  /** The port of the server, once it listens. */
  port: () => number;
  /** The origins of pages that may ask all the same. */
  origins: readonly string[];
  /** What lets others ask through a proxy, as the end of a sentence. */
  proxy: string;
}

/** The app, for its own machine alone. */
export function refuseForeignRequests(app: Hono, { port, origins, proxy }: ForeignRequestOptions): Hono {
  const outer = new Hono();
  outer.use(withSecurityHeaders);
  outer.use(async (context, next) => {
    if (!forwardingHeaders.some((name) => context.req.header(name) !== undefined)) return next();
    const why = 'A proxy passed this request on, and this server asks for no keys';
    return problemResponse(new HttpProblem(403, { detail: `${why}; to serve others, ${proxy}.` }));
  });
  outer.use(async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`];
    const origin = context.req.header('origin');
    const requested = context.req.header('host') ?? '';
    const sameOrigin = origin === undefined || hosts.some((host) => origin === `http://${host}`);
    const site = context.req.header('sec-fetch-site');
    // `none`: a person entered the address or chose a bookmark.
    // A link on another site may lead to the console, which has no data.
    const opensPage = context.req.path === '/' && context.req.header('sec-fetch-mode') === 'navigate';
    const ownSite = opensPage || site === undefined || site === 'same-origin' || site === 'none';
    const allowed = origin !== undefined && origins.includes(origin);
    if (hosts.includes(requested) && (allowed || (sameOrigin && ownSite))) return next();
    const detail = `This API accepts only requests for ${hosts.join(', ')}, and none from other sites.`;
    return problemResponse(new HttpProblem(403, { detail }));
  });
  outer.route('/', app);
  return outer;
}
