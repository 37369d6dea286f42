declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** A DynamoDB in memory. Milliseconds that a table takes to be made. */
  export default function dynalite(options?: { createTableMs?: number }): Server;
}
