import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { withoutAppeals } from '../../../../core/article/storyEnd.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const prose = 'The harbour of Kelmere stays closed until the wind drops, the council said.';

/** Which of the texts remain, all chosen, with one probability for each. */
function left(texts: readonly string[], probabilities: readonly number[]): string[] {
  const { root } = parseHtml(texts.map((text) => `<p>${text}</p>`).join('')) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  return withoutAppeals(blocks, probabilities, [...texts.keys()]).map((i) => texts[i] ?? '');
}

describe('the end of a story', () => {
  test('last blocks that ask the reader for something are left out unless they are probable', () => {
    const appeals = [
      'The newsletter of the harbour comes on Fridays.',
      'Ihre Spende hilft der Redaktion von Kelmere.',
    ];
    for (const appeal of appeals) {
      expect(left([prose, prose, appeal], [0.9, 0.9, 0.6])).toEqual([prose, prose]);
      expect(left([prose, prose, appeal], [0.9, 0.9, 0.8])).toEqual([prose, prose, appeal]);
    }
    expect(left([prose, ...appeals], [0.9, 0.6, 0.6])).toEqual([prose]);
  });

  test('so are those in which the page speaks for itself, but not what somebody said', () => {
    const own = 'At the Courier we believe that harbours matter.';
    expect(left([prose, own], [0.9, 0.4])).toEqual([prose]);
    expect(left([prose, own], [0.9, 0.6])).toEqual([prose, own]);
    const said = '"At the harbour we believe in ropes," she said.';
    expect(left([prose, said], [0.9, 0.4])).toEqual([prose, said]);
    const country = 'Markets in the US were closed on Monday.';
    expect(left([prose, country], [0.9, 0.4])).toEqual([prose, country]);
  });

  test('a last notice that says how to report errors is left out', () => {
    const notice = 'Нашли ошибку? Выделите её и нажмите Ctrl + Enter.';
    expect(left([prose, prose, notice], [0.9, 0.9, 0.9])).toEqual([prose, prose]);
    const early = [prose, notice, prose, prose, prose];
    expect(left(early, [0.9, 0.9, 0.9, 0.9, 0.9])).toEqual(early);
    expect(left([notice, prose], [0.9, 0.9])).toEqual([notice, prose]);
    const guide = `${notice} ${prose.repeat(4)}`;
    expect(left([prose, guide], [0.9, 0.9])).toEqual([prose, guide]);
  });

  test('topics as links and how to complain are left out at the end', () => {
    const { root } = parseHtml(
      `<p>${prose}</p><p>${prose}</p><p>Tagged: <a href="/t/1">harbour</a>, <a href="/t/2">wind</a></p>`,
    ) as HtmlPage;
    expect(
      withoutAppeals(
        blocksUnder(root, () => false),
        [0.9, 0.9, 0.9],
        [0, 1, 2],
      ),
    ).toEqual([0, 1]);
    const rules = "This newspaper adheres to the Standards Organisation's Editors' Code of Practice.";
    expect(left([prose, rules], [0.9, 0.9])).toEqual([prose]);
    const topics = 'Topics: the harbour, the wind and who pays.';
    expect(left([prose, topics], [0.9, 0.9])).toEqual([prose, topics]);
    const ours = 'This newspaper subscribes to no party, and tells nobody how to vote.';
    expect(left([prose, ours], [0.9, 0.9])).toEqual([prose, ours]);
    const symptoms = 'Wenn Sie Beschwerden haben, leistet Ruhe einen Beitrag zur Heilung, sagt sie.';
    expect(left([prose, symptoms], [0.9, 0.9])).toEqual([prose, symptoms]);
  });

  test('a sentence with a link is no list of topics', () => {
    const { root } = parseHtml(
      `<p>${prose}</p><p>Labels: the planks of <a href="/w">Weir</a> carry a green stamp, the others none.</p>`,
    ) as HtmlPage;
    const blocks = blocksUnder(root, () => false);
    expect(withoutAppeals(blocks, [0.9, 0.9], [0, 1])).toEqual([0, 1]);
  });

  test('an address of the page, or one that signs the story, is left out at its end', () => {
    const own = 'Get in touch with our reporters at desk@kelmere.example.';
    for (const last of [own, '최윤호 기자 yun@kelmere.example', 'yun@kelmere.example (END)'])
      expect(left([prose, prose, last], [0.9, 0.9, 0.99])).toEqual([prose, prose]);
    const contact = 'Tickets for the crossing: quay@kelmere.example';
    const told = 'The harbour asks owners to write to quay@kelmere.example before Friday.';
    const booking = 'Anmeldung unter quay@kelmere.example';
    const named = 'KELMERE HARBOUR TRUST AND FERRIES quay@kelmere.example';
    const labelled = 'TICKETS: quay@kelmere.example';
    const long = `${own} ${prose.repeat(6)}`;
    for (const last of [contact, told, booking, named, labelled, long])
      expect(left([prose, last], [0.9, 0.9])).toEqual([prose, last]);
    expect(left([own, prose], [0.9, 0.9])).toEqual([own, prose]);
  });

  test('an appeal between paragraphs stays, and so does the only block', () => {
    const appeal = 'Sign up for the newsletter of the harbour.';
    expect(left([prose, appeal, prose], [0.9, 0.3, 0.9])).toEqual([prose, appeal, prose]);
    expect(left([appeal], [0.3])).toEqual([appeal]);
    expect(left([], [])).toEqual([]);
  });

  test.each([
    'Follow us on every network.',
    '📲 Participe do canal da redação',
    'Подписывайтесь на наш канал, чтобы быть в курсе.',
    'تابعوا آخر الأخبار عبر قناتنا',
    'הצטרפו לערוץ שלנו',
    'Spotted a mistake? Tell the desk.',
    'Suivez-nous sur Facebook.',
    'Folgen Sie der Redaktion auf Facebook.',
    'Siga o jornal no Instagram',
    'Следите за новостями в нашем канале.',
    'Нашли опечатку в тексте? Напишите нам.',
    'מצאתם טעות? דווחו לנו',
  ])('a last block that asks to follow the page or to report errors is left out: %s', (last) => {
    expect(left([prose, prose, last], [0.9, 0.9, 0.99])).toEqual([prose, prose]);
    const told = `The mayor said: ${last} ${prose}`;
    expect(left([prose, told], [0.9, 0.9])).toEqual([prose, told]);
  });

  test('an offer to subscribe ends the story, with what it goes on with', () => {
    const offer = 'This story is only for our subscribers';
    const price = 'Unlimited access for two crowns a week. Cancel at any time.';
    expect(left([prose, prose, offer, price], [0.9, 0.9, 0.9, 0.9])).toEqual([prose, prose]);
    const goesOn = [prose, offer, prose.repeat(4), prose];
    expect(left(goesOn, [0.9, 0.9, 0.9, 0.9])).toEqual(goesOn);
    const early = [prose, offer, prose, prose, prose, prose];
    expect(
      left(
        early,
        early.map(() => 0.9),
      ),
    ).toEqual(early);
    const { root } = parseHtml(`<p>${prose}</p><p>${offer}</p><p>${price}</p>`) as HtmlPage;
    const blocks = blocksUnder(root, () => false);
    expect(withoutAppeals(blocks, [0.9, 0.1, 0.9], [0, 2])).toEqual([0]);
  });

  test.each([
    'Ann Example contributed to this report.',
    'Additional reporting by Ann Example',
    'A version of this article appears in print on Nov. 25, 2026, Page 4.',
    'This story was originally published on Monday.',
    'Ann Example +46 555 010 99 press@kelmere.example',
    'Ann Example covers courts. Reach her at ann@kelmere.example',
    'Contact reporter Ann Example at ann@kelmere.example',
    'Ann Example can be reached at ann@kelmere.example or 555 0134.',
    '###',
  ])('a last block that says who else wrote, where or how to reach them is left out: %s', (last) => {
    expect(left([prose, prose, last], [0.9, 0.9, 0.99])).toEqual([prose, prose]);
  });

  test.each([
    'The wind contributed to this year of storms.',
    'Police ask witnesses to write to quay@kelmere.example or to call.',
    'This article of the treaty appeared to bind nobody.',
    '“Follow us,” the rescuers had shouted.',
    'Like us, the islanders fear the sea.',
    'Sigue a la espera de una decisión en primavera.',
    'Fehler entdeckten die Prüfer auch im Hafen.',
    'اشترك في الاجتماع ممثلون عن الحكومة.',
    'הצטרפו לדרישה גם ראשי ערים.',
    'Anyone with information may reach him: the detective may be reached at roe@kelmere.example',
    'Applicants may contact her at quay@kelmere.example until Friday.',
    'The family can be reached at quay@kelmere.example',
    'Suivez le conseil du médecin, dit la mairie.',
    'Rejoignez la manifestation samedi, lancent les pêcheurs.',
    'Folgen Sie der Umleitung, rät die Polizei.',
    'Siga a rota de desvio pela rua do farol, orienta a prefeitura.',
    'Нашли ошибку в расчётах и проверяющие, сообщил мэр.',
    'Следите за прогнозом погоды, советуют спасатели.',
    'Experts from nine countries contributed to this report.',
    'Reporting by Coast Watch had led to the arrests, the prosecutor said.',
    'This story was first published in 1912 and has been filmed six times.',
    'Voters have to register again to keep receiving their postal ballots.',
    'Islanders will join the crews to continue the search.',
    'Die Generalprobe ist nur für Abonnenten geöffnet.',
  ])('a story may end with: %s', (last) => {
    expect(left([prose, prose, last], [0.9, 0.9, 0.9])).toEqual([prose, prose, last]);
  });
});
