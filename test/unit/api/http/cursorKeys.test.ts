import { describe, expect, it } from 'vitest';
import { cachedCursorKeys, cursorKey } from '../../../../api/http/cursorKeys.ts';
import { rotate } from '../../../../functions/rotate/rotate.ts';
import { Newsroom } from '../newsroom.ts';

const second = 1_000;
const hour = 3_600 * second;

/** Secrets in versions, as in Secrets Manager; counts the reads. */
class Secrets {
  readonly versions = new Map([['first', 'what CloudFormation made, of 32 letters']]);
  current = 'first';
  previous: string | undefined;
  reads = 0;
  fault: Error | undefined;

  readonly read = async () => {
    this.reads++;
    if (this.fault !== undefined) throw this.fault;
    return [this.current, this.previous].flatMap((version) =>
      version === undefined ? [] : [Buffer.from(this.versions.get(version) ?? '')],
    );
  };

  async propose(version: string, value: string): Promise<void> {
    if (!this.versions.has(version)) this.versions.set(version, value);
  }

  async promote(version: string): Promise<void> {
    if (version !== this.current) [this.previous, this.current] = [this.current, version];
  }

  async rotate(version: string): Promise<void> {
    for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
      await rotate(this, { Step, SecretId: 'arn', ClientRequestToken: version });
  }
}

describe('a rotation', () => {
  it('creates a random secret and keeps the previous one', async () => {
    const secrets = new Secrets();
    await secrets.rotate('second');
    await secrets.rotate('third');
    const values = [...secrets.versions.values()];
    expect(new Set(values).size).toBe(3);
    for (const value of values.slice(1)) expect(Buffer.from(value, 'base64url')).toHaveLength(48);
    expect([secrets.current, secrets.previous]).toEqual(['third', 'second']);
  });

  it('is idempotent in each step', async () => {
    const secrets = new Secrets();
    await rotate(secrets, { Step: 'createSecret', ClientRequestToken: 'second' });
    const made = secrets.versions.get('second');
    await secrets.rotate('second');
    await rotate(secrets, { Step: 'finishSecret', ClientRequestToken: 'second' });
    expect([secrets.versions.get('second'), secrets.current, secrets.previous]).toEqual([
      made,
      'second',
      'first',
    ]);
  });

  it.each([undefined, {}, { Step: 'dropSecret', ClientRequestToken: 'x' }, { Step: 'createSecret' }])(
    'rejects the event %j',
    async (event) => {
      const secrets = new Secrets();
      await expect(rotate(secrets, event)).rejects.toThrow();
      expect(secrets.versions.size).toBe(1);
    },
  );
});

describe('cachedCursorKeys', () => {
  it('reads on first use, and again after an hour', async () => {
    const secrets = new Secrets();
    let now = 0;
    const keys = cachedCursorKeys(secrets.read, () => now);
    expect(secrets.reads).toBe(0);
    await Promise.all([keys(), keys(), keys()]);
    now = hour - 1;
    await keys();
    expect(secrets.reads).toBe(1);
    now = hour;
    await keys();
    expect(secrets.reads).toBe(2);
  });

  it('reads again for an unknown name, but at most every two seconds', async () => {
    const secrets = new Secrets();
    let now = 0;
    const keys = cachedCursorKeys(secrets.read, () => now);
    const [first] = await keys();
    await secrets.rotate('second');
    const second = cursorKey(Buffer.from(secrets.versions.get('second') ?? ''));
    expect((await keys(second.name)).map(({ name }) => name)).toEqual([first.name]);
    now = 2 * 1_000;
    expect((await keys(second.name)).map(({ name }) => name)).toEqual([second.name, first.name]);
    for (let n = 0; n < 100; n++) await keys(`unknown${n}`);
    expect(secrets.reads).toBe(2);
  });

  it('keeps the cached keys if the hourly read fails, without a read per request', async () => {
    const secrets = new Secrets();
    let now = 0;
    const keys = cachedCursorKeys(secrets.read, () => now);
    const known = await keys();
    secrets.fault = new Error('timeout');
    now = hour;
    expect([await keys(), await keys(known[0].name)]).toEqual([known, known]);
    expect(secrets.reads).toBe(2);
  });

  it('fails while keys are needed and cannot be read, and recovers', async () => {
    const secrets = new Secrets();
    const keys = cachedCursorKeys(secrets.read, () => 0);
    secrets.fault = new Error('timeout');
    await expect(keys()).rejects.toThrow('timeout');
    secrets.fault = undefined;
    expect(await keys()).toHaveLength(1);
  });

  it.each([[[]], [[Buffer.alloc(31)]]])('rejects the secrets %j', async (secrets) => {
    await expect(
      cachedCursorKeys(
        async () => secrets,
        () => 0,
      )(),
    ).rejects.toThrow();
  });
});

describe('two instances of the API', () => {
  it('accept cursors of each other during a rotation, but none that is two rotations old', async () => {
    const secrets = new Secrets();
    let now = 0;
    const [one, other] = [0, 1].map(
      () =>
        new Newsroom(
          undefined,
          cachedCursorKeys(secrets.read, () => now),
        ),
    ) as [Newsroom, Newsroom];
    for (const room of [one, other])
      for (const n of [1, 2, 3])
        await room.add({ key: `${n}.txt`, title: `Story ${n}`, paragraphs: ['A short text.'] });
    const next = async (room: Newsroom) => String((await room.json('/v1/documents?limit=1')).next);
    const follow = (room: Newsroom, cursor: string) => room.json(`/v1/documents?limit=1&cursor=${cursor}`);
    const before = await next(one);
    await secrets.rotate('second');
    const after = await next(other); // its first request, so it signs with the new secret
    now = 2 * second;
    for (const room of [one, other])
      for (const cursor of [before, after]) expect((await follow(room, cursor)).items).toHaveLength(1);
    await secrets.rotate('third');
    now = 2 * hour;
    expect((await follow(one, after)).items).toHaveLength(1);
    expect((await one.problem(`/v1/documents?cursor=${before}`)).detail).toContain('invalid or expired');
  });
});
