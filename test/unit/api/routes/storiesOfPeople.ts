/** Newsrooms of small random stories that name people, for the graph and the paths. */
import fc from 'fast-check';
import { Newsroom } from '../newsroom.ts';

/** One story per array, which names these people; the entity of "p3" is `person/p3`. */
export async function newsroomOf(stories: readonly (readonly string[])[]): Promise<Newsroom> {
  const made = new Newsroom();
  for (const [i, people] of stories.entries()) {
    const published = `2021-05-${String((i % 28) + 1).padStart(2, '0')}`;
    await made.add({
      key: `${i}`,
      title: `Story ${i}`,
      paragraphs: [people.join(', ')],
      published,
      names: { person: [...people] },
    });
  }
  await made.tallyEntities();
  return made;
}

export const person = fc.integer({ min: 0, max: 9 }).map((n) => `p${n}`);

export const someStories = fc.array(fc.uniqueArray(person, { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 9,
});
