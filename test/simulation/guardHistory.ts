/** Histories in which the loss of a guard shows soon. */
import { Random } from '../../core/random.ts';
import type { Guard } from './guards.ts';
import { drawDecision, history, type Operation } from './history.ts';
import { loneName, placeName } from './loneNames.ts';
import { allKeys, containers, Press } from './press.ts';

type History = (seed: number, length: number) => Operation[];

const histories: Partial<Record<Guard, History>> = {
  // Each later change of a key would repair what a stale list of its rows missed,
  'consistent children': putTwice,
  // and what a superseded claimant wrote, or one that died.
  again: putAndDelete,
  'child row order': putAndDelete,
  'consistent months': putTwice,
  'decision number': decideTogether,
  things: placeComesOrGoes,
};

/** The history of a run: of a run without a guard, one in which that guard matters. */
export function historyOf(seed: number, length: number, without: Guard | undefined): Operation[] {
  const drawn = (without && histories[without]) ?? history;
  return drawn(seed, length);
}

/** Each container is put, and soon put again with other members. */
function putTwice(seed: number): Operation[] {
  const random = new Random(seed);
  const press = new Press(random);
  return containers.flatMap((key): Operation[] => {
    const put = (): Operation => ({ do: 'put', key, ...press.next(key) });
    return [put(), put()];
  });
}

/** Each key is put, and soon deleted: a claimant of the content may still be at work. */
function putAndDelete(seed: number): Operation[] {
  const press = new Press(new Random(seed));
  return allKeys.flatMap((key): Operation[] => [
    { do: 'put', key, ...press.next(key) },
    { do: 'delete', key },
  ]);
}

/**
 * A name is a person's in one document. Once that is stored, another one comes in which it is a place, or
 * goes. Nothing else has the name looked at again.
 */
function placeComesOrGoes(seed: number): Operation[] {
  const press = new Press(new Random(seed));
  const put = (key: string, word: RegExp): Operation => {
    for (;;) {
      const made = press.next(key);
      if (word.test(made.body)) return { do: 'put', key, ...made };
    }
  };
  const [person = '', place = ''] = allKeys;
  const both = [put(person, loneName), put(place, placeName)];
  // So late that nothing is under way any more.
  if (seed % 2 === 0) return both.map((each, i) => ({ ...each, at: 300 * i }));
  return [...both, { do: 'delete', key: place, at: 300 }];
}

/** Once there are some documents, many people decide about them at once. */
function decideTogether(seed: number): Operation[] {
  const random = new Random(seed);
  return [...history(seed, 15), ...Array.from({ length: 20 }, () => drawDecision(random))];
}
