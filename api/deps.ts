/** What the API's routes are given. Only this file says what a route may depend on. */
import type { Context } from 'hono';
import type { Log } from '../core/ports/log.ts';
import type { PlaceUpload } from '../core/ports/uploads.ts';
import type { Ports } from '../core/protocol/ports.ts';
import type { Question } from './exports/question.ts';
import type { Admission } from './http/admission.ts';
import type { CursorKeys } from './http/cursorKeys.ts';
import type { RouteFacts } from './http/route.ts';
import type { Depth } from './routes/health.ts';

/** What every route needs. */
export interface ApiDeps {
  log: Log;
  /** Who may ask. */
  admit: Admission;
}

export interface RecordsDeps
  extends ApiDeps,
    Pick<Ports, 'table' | 'inbox' | 'read' | 'archive' | 'clock' | 'queues'> {
  /** How much is not done yet. May wait until the start sweep has hinted. */
  health: () => Promise<Depth>;
  /** How many seconds after its time a change may still be on its way into the table. */
  changesSettleSeconds: number;
  /** Where files may be put to. */
  placeUpload: PlaceUpload;
  /** Sign cursors. */
  cursorKeys: CursorKeys;
  /** What search answers: `/openapi.json` tells of that too. */
  searchRoutes: () => Promise<readonly { facts: RouteFacts }[]>;
}

export interface SearchDeps extends ApiDeps, Pick<Ports, 'search' | 'table' | 'archive' | 'clock'> {
  /** Sign cursors. */
  cursorKeys: CursorKeys;
  /** How an export gets to whoever asked for it. */
  deliver: Delivery;
}

/** How a file gets to whoever asked for it. */
export type Delivery = (c: Context, question: Question, deps: SearchDeps) => Response | Promise<Response>;
