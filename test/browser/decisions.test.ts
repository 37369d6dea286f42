import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { findDocument, untilEntityIs, untilIdle } from './archive.ts';
import { expectWellMade, useBrowser } from './window.ts';

const open = useBrowser();

describe('a decision', () => {
  it('merges two entities, is in the log, and can be undone', async () => {
    const window = await open('#/entities/person/daniel-harcourt');
    const { page } = window;
    await page.getByRole('button', { name: 'Correct…' }).click();
    await page.getByLabel('Who or what it is').fill('Callum');
    await page.getByRole('radio').first().check();
    await page.getByLabel('Why').fill('The desk knows both');
    await page.getByLabel('Who decides').fill('Archive desk');
    await expectWellMade(window);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // Both are one now, under the address of the other.
    await untilEntityIs('person/daniel-harcourt', 'person/callum-reid');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Callum Reid' }).waitFor();
    await page.waitForURL(/person\/callum-reid/);

    await page.getByRole('link', { name: 'Decisions' }).click();
    await page.getByText('person/daniel-harcourt is person/callum-reid').waitFor();
    await expectWellMade(window);
    await page.getByRole('button', { name: 'Undo…' }).click();
    await page.getByLabel('Why').fill('A mistake');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('undone: person/daniel-harcourt is person/callum-reid').waitFor();
    await untilEntityIs('person/daniel-harcourt', 'person/daniel-harcourt');
    await page.goto(`${page.url().split('#')[0]}#/entities/person/daniel-harcourt`);
    await page.getByRole('heading', { level: 1, name: 'Daniel Harcourt' }).waitFor();
  });

  it('is about the documents that were chosen alone', async () => {
    const { page } = await open('#/entities/place/lerwick');
    await page.locator('.document-line').nth(1).waitFor();
    await page.getByRole('button', { name: 'Some are about another…' }).click();
    const decide = page.getByRole('button', { name: 'Say who it is there' });
    expect(await decide.isDisabled()).toBe(true);
    const [one, other] = [page.getByRole('checkbox').nth(0), page.getByRole('checkbox').nth(1)];
    await one.check();
    await other.check();
    await one.uncheck();
    await decide.click();
    await page.getByRole('heading', { name: 'Lerwick in 1 document' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Some are about another…' }).click();
    await one.waitFor({ state: 'detached' });
    await decide.waitFor({ state: 'detached' });
  });

  it('makes somebody new of the documents that are about another', async () => {
    const window = await open('#/entities/person/daniel-harcourt');
    const { page } = window;
    await page.locator('.document-line').first().waitFor();
    await page.getByRole('button', { name: 'Some are about another…' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Say who it is there' }).click();
    const decide = page.getByRole('button', { name: 'Decide' });
    await page.getByLabel('Why').fill('The judge has his name');
    await page.getByLabel('Who decides').fill('Archive desk');
    await page.getByLabel('Who or what it is').fill('Daniel Harcourt');
    await page.getByText('add a word that tells them apart').waitFor();
    expect(await decide.isDisabled()).toBe(true);
    await page.getByLabel('Who or what it is').fill('Daniel Harcourt, Judge');
    await page.getByLabel('person/daniel-harcourt-judge').check();
    await expectWellMade(window);
    await decide.click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await untilEntityIs('person/daniel-harcourt-judge', 'person/daniel-harcourt-judge');

    // The page of either says so, and takes it back.
    await page.goto(`${page.url().split('#')[0]}#/entities/person/daniel-harcourt-judge?tab=names`);
    await page.getByText('person/daniel-harcourt is person/daniel-harcourt-judge in 1 document').waitFor();
    await expectWellMade(window);
    await page.getByRole('button', { name: 'Undo…' }).click();
    await page.getByLabel('Why').fill('One person');
    await decide.click();
    await page.getByText('undone: person/daniel-harcourt is person/daniel-harcourt-judge').waitFor();
  });

  it('is about each of the ids that are read together', async () => {
    const story = (name: string) =>
      `A speech\n\nThe minister ${name} spoke in London. ${name} was applauded.\n`;
    for (const [file, name] of ['Walter Hargreave', 'Walter B Hargreave'].entries())
      writeFileSync(path.join(inject('inbox'), `speech${file}.txt`), story(name));
    await untilEntityIs('person/walter-b-hargreave', 'person/walter-hargreave');
    const { page } = await open('#/entities/person/walter-hargreave');
    await page.getByRole('button', { name: 'Some are about another…' }).click();
    for (const i of [0, 1]) await page.getByRole('checkbox').nth(i).check();
    await page.getByRole('button', { name: 'Say who it is there' }).click();
    await page.getByLabel('Who or what it is').fill('Walter Hargreave, actor');
    await page.getByLabel('person/walter-hargreave-actor').check();
    await page.getByLabel('Why').fill('He is an actor');
    await page.getByLabel('Who decides').fill('Archive desk');
    // The second is refused: the page shows the first, and asks for both once more.
    await page.route('**/v1/decisions', (route) => {
      if (!route.request().postData()?.includes('walter-b-hargreave')) return route.continue();
      const refusal = { status: 409, title: 'Refused', detail: 'It contradicts another.' };
      return route.fulfill({ status: 409, contentType: 'application/problem+json', json: refusal });
    });
    const readAgain = page.waitForRequest(/walter-hargreave\/documents/);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('It contradicts another.').waitFor();
    await readAgain;
    await page.unroute('**/v1/decisions');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await untilIdle();
    await page.goto(`${page.url().split('#')[0]}#/entities/person/walter-hargreave-actor`);
    await page.getByText('2 documents').waitFor();
  });

  it('makes two spellings of a name one', async () => {
    for (const [file, name] of ['Condoleezza Hargreave', 'Condoleeza Hargreave'].entries())
      writeFileSync(path.join(inject('inbox'), `visit${file}.txt`), `A visit\n\n${name} spoke in London.\n`);
    await untilEntityIs('person/condoleeza-hargreave', 'person/condoleeza-hargreave');
    await untilEntityIs('person/condoleezza-hargreave', 'person/condoleezza-hargreave');
    const window = await open('#/entities/person/condoleezza-hargreave?tab=names');
    const { page } = window;
    await page.getByRole('button', { name: 'It is Condoleezza Hargreave…' }).click();
    await page.getByText('In every document it counts as Condoleezza Hargreave.').waitFor();
    await page.getByLabel('Why').fill('A slip of the pen');
    await page.getByLabel('Who decides').fill('Archive desk');
    await expectWellMade(window);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await untilEntityIs('person/condoleeza-hargreave', 'person/condoleezza-hargreave');
    await page.getByText('Spelled alike').waitFor({ state: 'detached' });
  });

  it('begins at a mention too', async () => {
    const { page } = await open(`#/documents/${await findDocument('stockholm')}`);
    await page.locator('.text .mark[data-type=person]').first().focus();
    await page.locator('.mention-note').getByRole('button', { name: 'This is someone else…' }).click();
    await page.getByText('In this document only.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('In this document only.').waitFor({ state: 'detached' });
  });
});
