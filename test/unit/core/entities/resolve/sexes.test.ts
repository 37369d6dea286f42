/** A title before a surname may say that it is somebody else's than the full name's. */
import { expect, test } from 'vitest';
import { found } from '../annotatedStory.ts';

test.each([
  ['They met Viktor Velmar. Mr Velmar spoke. Velmar left. Mr and Mrs Velmar ate.', 'viktor-velmar'],
  ['They met Viktor Velmar. On the way Mrs Velmar spoke.', 'velmar'],
  // The titles before the full name count for more than the given name.
  ['They met Dame Viktor Velmar. On the way Mrs Velmar spoke.', 'viktor-velmar'],
  ['They met Sir Robin Velmar. On the way Mrs Velmar spoke.', 'velmar'],
  ['They met Sir Robin Velmar. So did Dame Robin Velmar. On the way Mrs Velmar spoke.', 'robin-velmar'],
  ['They met Robin Velmar. On the way Mrs Velmar spoke.', 'robin-velmar'],
  ['They met Viktor and Robin Velmar. On the way Mr Velmar spoke.', 'velmar'],
  ['They met Viktor and Robin Velmar. On the way Mrs Velmar spoke.', 'robin-velmar'],
  ['ROBIN VELMAR SPOKE. They met Viktor and Robin Velmar. On the way Mr Velmar spoke.', 'velmar'],
  ['They met Ana Viktor and Robin Velmar. On the way Mr Velmar spoke.', 'robin-velmar'],
  ['They met Mr and Mrs Viktor Velmar. On the way Mr Velmar spoke.', 'viktor-velmar'],
  ['They met Viktor Velmar. She told her mother Velmar spoke.', 'viktor-velmar'],
  ['They met Viktor Velmar of the Velmar Group. On the way Mrs Velmar spoke.', 'velmar'],
  ['They met the Velmar Group. On the way Mr and Mrs Velmar spoke.', 'velmar'],
  ['They met Viktor Velmar and Maria Velmar. On the way Mrs Velmar spoke.', 'maria-velmar'],
])('of whom the last Velmar speaks in: %s', (text, id) => {
  expect(found(text).at(-1)?.split(' → ')).toEqual([expect.stringMatching(/Velmar$/), `person/${id}`]);
});
