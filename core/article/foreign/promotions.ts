/** Finds boxes in a story that promote something of its page: a newsletter, a podcast. */
import { type Element, elementsUnder } from '../../markup/htmlTree.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import { type Block, charactersOf } from '../blocks.ts';
import { bitOf, purposesOf } from '../purposes.ts';
import { isCalled } from './boxNames.ts';

/** Characters that were taken for the story; a longer text is a part of it, whatever its name. */
const maxPromotion = 350;
/** A box has fewer elements. */
const maxElements = 100;
/** Words in a class or id. "Subscriber" and "paywall" are missing: paragraphs of stories have them too. */
const promotionWords = anyOf`
  newsletters?, sign-?ups?, opt-?in, donat\w*, spenden?, podcasts?, subscribe, subscription-\w+,
  abo(?:-?(?:box|teaser|banner|promo|hinweis))?
`;
const promotionNames = new RegExp(`(?:^|[^a-z])(?:${promotionWords})(?:[^a-z]|$)`, 'i');
/** Fields for a name and an address; a form for comments or letters has more. */
const maxFields = 2;

/**
 * The elements that ask for an e-mail address, or that are called promotions and have a link or a button.
 * @param parts with the blocks that were taken for the story
 */
export function promotions(parts: ReadonlyMap<Element, readonly Block[]>): Element[] {
  return [...parts].flatMap(([part, blocks]) => {
    // Podcasts put the byline of a story into such a box.
    if (charactersOf(blocks) > maxPromotion || blocks.some(({ text }) => isByline(text))) return [];
    const within = elementsUnder(part, maxElements);
    if (within.length === maxElements) return [];
    const isPromotion = within.some(isEmailField) || (isCalled(part, promotionNames) && within.some(leadsOn));
    return isPromotion && !isFormForTexts(within) ? [part] : [];
  });
}

/** Whether readers comment or write letters here, who are asked for their address too. */
function isFormForTexts(within: readonly Element[]): boolean {
  const isForComments = within.some((element) => (purposesOf(element) & bitOf('comment')) !== 0);
  return isForComments || within.filter(isTextField).length > maxFields;
}

function isTextField({ tag, attributes: { type = 'text' } }: Element): boolean {
  return tag === 'input' && /^(?:text|email|url|tel)$/.test(type);
}

function isEmailField({ tag, attributes: { type, name } }: Element): boolean {
  return tag === 'input' && (type === 'email' || /^e-?mail/i.test(name ?? ''));
}

function leadsOn({ tag, attributes: { href } }: Element): boolean {
  return tag === 'button' || tag === 'input' || (tag === 'a' && href !== undefined);
}
