/**
 * Names that translation left a case ending on and that the document has in no other form, where the
 * authority has the base: "in Rovaniemellä", "Gazpromista". What the authority has as it stands is a name of
 * its own, and so is what begins people's names.
 */
import type { EntityType, Mention } from '../annotation.ts';
import { type BaseForm, inflectedLanguages } from '../inflection.ts';
import { mayBeInflected, repairOf } from '../repair.ts';
import { isDistinctive, isLoneDerivation, minBaseLength, minListedLength } from '../repairEvidence.ts';
import { entityId, fold } from '../slug.ts';
import type { Authority } from './authority.ts';

type Base = Pick<Mention, 'type' | 'entity' | 'name'> & Required<Pick<Mention, 'repair'>>;

/**
 * @param mentions in text order. All of such a name get the base's id and name, and those that have its form
 *   the rule and evidence
 */
export function restoreInflected(mentions: readonly Mention[], authority: Authority): Mention[] {
  const before = languagesOf(mentions);
  const restored = restoreFrom(before, mentions, authority);
  const languages = languagesOf(restored);
  // Each name that is restored proves that the text was translated; the others then need less evidence.
  return languages.size > before.size ? restoreFrom(languages, restored, authority) : restored;
}

/** The languages from which a text was translated, as far as repaired names tell. */
const languagesOf = (mentions: readonly Mention[]): Set<string> =>
  new Set(mentions.flatMap(({ repair }) => repair?.language ?? []));

function restoreFrom(
  languages: ReadonlySet<string>,
  mentions: readonly Mention[],
  authority: Authority,
): Mention[] {
  const known = new Set(mentions.flatMap(({ repair, entity }) => (repair && entity) ?? []));
  const bases = new Map<string | null, Base | undefined>();
  for (const { type, entity, name, link } of mentions) {
    if (type === 'date' || entity === null || link.reason !== 'same name') continue;
    if (!known.has(entity) && !bases.has(entity)) bases.set(entity, baseOf(type, name, languages, authority));
  }
  return mentions.map((mention) => {
    const base = bases.get(mention.entity);
    if (base === undefined) return mention;
    const { repair, ...meant } = base;
    const hasForm = mention.link.reason === 'same name';
    return { ...mention, ...meant, ...(hasForm && { repair, link: { reason: 'repaired' } }) };
  });
}

function baseOf(
  type: EntityType,
  name: string,
  languages: ReadonlySet<string>,
  authority: Authority,
): Base | undefined {
  const words = name.split(' ');
  const last = words.pop() ?? '';
  if (type === 'group' || (type === 'person' && words.length > 0) || !mayBeInflected([last]))
    return undefined;
  for (const language of inflectedLanguages) {
    const translated = languages.has(language.tag);
    for (const form of language.baseForms(last)) {
      const base = [...words, form.base].join(' ');
      if (base.length < (translated ? minBaseLength : minListedLength)) continue;
      if (!hasEvidence(form, type, translated)) continue;
      const meant = typeMeant(type, base, authority);
      // Asked last: hardly any name comes so far.
      if (meant === undefined || authority.named(name).length > 0) continue;
      const repair = repairOf([...words, last], language, form, base, `the authority has "${base}"`);
      return { type: meant, entity: entityId(meant, base) ?? null, name: base, repair };
    }
  }
  return undefined;
}

/**
 * A lone person has a surname that hardly any list has, so it takes both: a text that is translated, and an
 * ending that is unlikely by chance. An ending that English has too is no evidence after a word of which
 * English derives others ("Crimean").
 */
function hasEvidence(form: BaseForm, type: EntityType, translated: boolean): boolean {
  if (type === 'person') return translated && isDistinctive(form);
  if (!translated) return isDistinctive(form);
  return !isLoneDerivation(form);
}

/** As what the authority has the base: the type that was found, or else the one whose own name it is. */
function typeMeant(found: EntityType, base: string, authority: Authority): EntityType | undefined {
  const entries = authority.named(base).filter(({ type }) => type !== 'group');
  if (entries.some(({ type }) => type === found)) return found;
  return entries.find(({ name }) => fold(name) === fold(base))?.type;
}
