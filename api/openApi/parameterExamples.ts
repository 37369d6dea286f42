/** An example of each parameter of a path or query, by its name, for the description of the API. */
const examples: Record<string, string> = {
  id: '0b7eb1ca0a1f2fd4d1ee5dd5d4a0a7b3',
  type: 'person',
  slug: 'antony-blinken',
  q: 'london',
  entity: 'person/antony-blinken',
  from_entity: 'person/antony-blinken',
  to_entity: 'person/dominic-raab',
  source: 'Wire',
  language: 'en',
  country: 'GB',
  published_from: '2021-05-01',
  published_to: '2021-05-31',
  ingested_from: '2021-05-01',
  ingested_to: '2021-05-31T12:00:00Z',
  from: '2021-05-01',
  to: '2021-05-31',
  since: '2021-05-01T00:00:00Z',
  limit: '20',
  code: 'input.empty',
  role: 'politics',
  format: 'jsonl',
  interval: 'day',
  order: 'newest',
  minimum: '4',
  date: '2021-05-03',
  collapse: 'reprints',
  within: 'storm',
  start: '0',
  end: '1000',
};

/** Its value as text; `undefined` for what only the API itself can make. */
export function exampleOf(name: string): string | undefined {
  return Object.hasOwn(examples, name) ? examples[name] : undefined;
}
