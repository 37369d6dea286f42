import { expect, it } from 'vitest';
import { InFlight, Room } from '../../../../core/protocol/inFlight.ts';

/** Calls that end when the test says so. */
class Calls {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, PromiseWithResolvers<void>>();

  call(name: string): () => Promise<void> {
    return () => {
      this.begun.push(name);
      const ends = Promise.withResolvers<void>();
      this.#ends.set(name, ends);
      return ends.promise;
    };
  }

  async end(name: string, error?: Error): Promise<void> {
    const ends = this.#ends.get(name);
    if (error === undefined) ends?.resolve();
    else ends?.reject(error);
    await new Promise(setImmediate);
  }
}

it('bounds calls and bytes, first come first served, for all producers together', async () => {
  const room = new Room({ calls: 2, bytes: 10 });
  const [calls, one, other] = [new Calls(), new InFlight(room), new InFlight(room)];
  await one.begin(4, calls.call('a'));
  await other.begin(4, calls.call('b'));
  const waiting = [
    one.begin(1, calls.call('c')),
    other.begin(9, calls.call('d')),
    one.begin(1, calls.call('e')),
  ];
  await new Promise(setImmediate);
  expect(calls.begun).toEqual(['a', 'b']); // two calls
  await calls.end('a');
  expect(calls.begun).toEqual(['a', 'b', 'c']); // `d` has too many bytes, and `e` came later
  await calls.end('b');
  expect(calls.begun).toEqual(['a', 'b', 'c', 'd']);
  await calls.end('c');
  expect(calls.begun).toEqual(['a', 'b', 'c', 'd', 'e']);
  await Promise.all(waiting);
  await Promise.all([calls.end('d'), calls.end('e')]);
  await Promise.all([one.end(), other.end()]);
});

it('what has more bytes than fit at all goes alone', async () => {
  const [calls, made] = [new Calls(), new InFlight(new Room({ calls: 8, bytes: 10 }))];
  await made.begin(1, calls.call('small'));
  const large = made.begin(99, calls.call('large'));
  const next = made.begin(1, calls.call('next'));
  await calls.end('small');
  await large;
  expect(calls.begun).toEqual(['small', 'large']);
  await calls.end('large');
  await next;
  await calls.end('next');
  await made.end();
});

it('after a failure nothing begins, and all that is on its way ends first', async () => {
  const room = new Room({ calls: 2, bytes: 10 });
  const [calls, made] = [new Calls(), new InFlight(room)];
  await made.begin(1, calls.call('a'));
  await made.begin(1, calls.call('b'));
  const refused = made.begin(1, calls.call('c'));
  const fault = new Error('the archive is away');
  const ended = made.end().then(
    () => 'well',
    (error) => error,
  );
  const rejected = expect(refused).rejects.toBe(fault);
  await calls.end('a', fault);
  await rejected;
  let done = false;
  ended.then(() => {
    done = true;
  });
  await new Promise(setImmediate);
  expect([calls.begun, done]).toEqual([['a', 'b'], false]);
  await calls.end('b');
  expect(await ended).toBe(fault);
  // Another producer finds room.
  const other = new InFlight(room);
  await other.begin(10, calls.call('d'));
  await calls.end('d');
  await other.end();
});

it('counts the bytes of a new call among those that are under way', async () => {
  const room = new Room({ calls: 9, bytes: 10 });
  await room.enter(6);
  let entered = false;
  const late = room.enter(5).then(() => {
    entered = true;
  });
  await new Promise(setImmediate);
  expect(entered).toBe(false);
  room.leave(6);
  await late;
  await room.enter(5);
});
