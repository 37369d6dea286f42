/** Versions of one wire item, in files of their own or in one container, in any order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { Postponed } from '../../../../core/protocol/stage.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { readPayload } from '../../../../core/records/archive.ts';
import { readSources } from '../../../../core/records/sources.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const guid = 'urn:newsml:coast.example:20260306:storm';
const docOf = (ordinal: number) => documentId({ provider: 'coast.example', guid, ordinal });
const [doc, second] = [docOf(0), docOf(1)];

const newsItem = (version: number) =>
  `<newsItem guid="${guid}" version="${version}" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Storm, version ${version}</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The harbour is closed.</inlineData></contentSet></newsItem>`;
const newsMessage = (versions: readonly number[]) =>
  `<newsMessage><itemSet>${versions.map(newsItem).join('')}</itemSet></newsMessage>`;

function desk() {
  let now = Date.parse('2026-03-06T09:00:00Z');
  const ports = { ...memoryPorts(() => now), pass: (seconds: number) => (now += 1000 * seconds) };
  const titleOf = async (id: string) => {
    const [winner] = await readSources(ports.table, id);
    const content = winner && (await readPayload(ports.archive, winner.payload));
    return content?.title;
  };
  return { ...ports, ports, titleOf };
}

it('the newest version is the document, in whatever order files are put, until its file goes', async () => {
  const orders = fc.shuffledSubarray([1, 2, 9, 10], { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(orders, fc.nat(1), async (order, seconds) => {
      const { ports, inbox, titleOf } = desk();
      for (const version of order) {
        await inbox.put(`v${version}.xml`, newsItem(version));
        ports.pass(seconds);
        await normalize(ports, `v${version}.xml`);
      }
      expect(await titleOf(doc)).toBe('Storm, version 10');
      await inbox.delete('v10.xml');
      await normalize(ports, 'v10.xml');
      expect(await titleOf(doc)).toBe('Storm, version 9');
    }),
    { numRuns: 20 },
  );
});

it('a key holds the version that was put there last', async () => {
  const { ports, inbox, titleOf } = desk();
  for (const version of [2, 1]) {
    await inbox.put('storm.xml', newsItem(version));
    await normalize(ports, 'storm.xml');
    expect(await titleOf(doc)).toBe(`Storm, version ${version}`);
  }
});

it('of versions in one container, the newest is the document, and the others are none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([1, 2, 9, 10], { minLength: 2 }), async (versions) => {
      const { ports, inbox, titleOf } = desk();
      await inbox.put('day.xml', newsMessage(versions));
      await normalize(ports, 'day.xml');
      expect(await titleOf(doc)).toBe(`Storm, version ${Math.max(...versions)}`);
      expect(await readSources(ports.table, second)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

it('what is no numbered version of another member is a document of its own', async () => {
  const { ports, inbox } = desk();
  const item = (hour: number, version = '') =>
    newsItem(1)
      .replace('version="1"', version)
      .replace('</itemMeta>', `<versionCreated>2026-03-06T0${hour}:00:00Z</versionCreated></itemMeta>`);
  const documentsOf = async (...items: string[]) => {
    await inbox.put('day.xml', `<newsMessage><itemSet>${items.join('')}</itemSet></newsMessage>`);
    await normalize(ports, 'day.xml');
    const found = await Promise.all([0, 1, 2].map((ordinal) => readSources(ports.table, docOf(ordinal))));
    return found.flat().length;
  };
  expect(await documentsOf(item(1), item(2), item(3))).toBe(3);
  expect(await documentsOf(item(1), item(2, 'version="2"'))).toBe(2);
  expect(await documentsOf(item(2, 'version="2"'), item(1))).toBe(2);
  expect(await documentsOf(item(1, 'version="2"'), item(1, 'version="2"'))).toBe(2);
  expect(await documentsOf(item(1, 'version="2"'), item(2, 'version="2"'))).toBe(1);
});

it('a container is read further where an earlier execution stopped, versions or not', async () => {
  const { ports, inbox, titleOf } = desk();
  await inbox.put('day.xml', newsMessage([2, 5, 3, 1, 4]));
  const put = ports.archive.put.bind(ports.archive);
  ports.archive.put = (...args) => {
    ports.pass(1);
    return put(...args);
  };
  const hurried = { ...ports, thresholds: { ...thresholds, deadlineMilliseconds: 1000 } };
  let executions = 1;
  for (; executions < 20; executions++) {
    const outcome = await normalize(hurried, 'day.xml').catch((error) => error);
    if (outcome === 'stored') break;
    expect(outcome).toBeInstanceOf(Postponed);
  }
  expect(executions).toBeGreaterThan(2);
  expect(await titleOf(doc)).toBe('Storm, version 5');
  expect(await readSources(ports.table, second)).toEqual([]);
});
