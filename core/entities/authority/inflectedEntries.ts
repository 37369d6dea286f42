/**
 * Names that translation left a case ending on and that the document has in no other form, where the
 * authority has the base: "in Rovaniemellä", "Gazpromista". What the authority has as it stands is a name of
 * its own.
 */
import type { EntityType, Mention } from '../annotation.ts';
import { type BaseForm, baseForms, inflectedLanguages } from '../inflection.ts';
import { isDistinctive, isEnglishDerivation } from '../repairEvidence.ts';
import { entityId } from '../slug.ts';
import type { Authority } from './authority.ts';

/** In characters. A shorter name may be the beginning of another one by chance. */
const minBaseLength = 5;
/** The same in a text that is known to be translated from the language. */
const minTranslatedLength = 4;

type Restored = Required<Pick<Mention, 'type' | 'entity' | 'name' | 'repair' | 'link'>>;

/** @param mentions in text order; those of such names get the base's id and name, with rule and evidence */
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
  const bases = new Map<string, Restored | undefined>();
  return mentions.map((mention) => {
    const { type, name, repair, link } = mention;
    if (type === 'date' || type === 'group' || repair !== undefined || link.reason !== 'same name')
      return mention;
    const key = `${type} ${name}`;
    if (!bases.has(key)) bases.set(key, baseOf(type, name, languages, authority));
    return { ...mention, ...bases.get(key) };
  });
}

function baseOf(
  type: EntityType,
  name: string,
  languages: ReadonlySet<string>,
  authority: Authority,
): Restored | undefined {
  const last = name.slice(name.lastIndexOf(' ') + 1);
  const first = name.slice(0, name.length - last.length);
  for (const language of inflectedLanguages) {
    const translated = languages.has(language.tag);
    for (const form of baseForms(last, language)) {
      const base = `${first}${form.base}`;
      if (base.length < (translated ? minTranslatedLength : minBaseLength)) continue;
      if (!(translated ? isForeign(form) : isDistinctive(form))) continue;
      const meant = typeMeant(type, base, authority);
      // Asked last: hardly any name comes so far.
      if (meant === undefined || authority.named(name).length > 0) continue;
      const rule = `${form.case} -${form.ending}`;
      const evidence = `the authority has "${base}"`;
      const repair = { from: name, to: base, language: language.tag, rule, evidence };
      return {
        type: meant,
        entity: entityId(meant, base) ?? null,
        name: base,
        repair,
        link: { reason: 'repaired' },
      };
    }
  }
  return undefined;
}

/** An ending that English has too is no evidence after a word of which English derives others: "Crimean". */
const isForeign = (form: BaseForm): boolean =>
  !isEnglishDerivation(form) && !(form.ending === 'n' && form.base.endsWith('a'));

/**
 * As what the authority has the base: of the type found, if it has that; a lone word that was taken for a
 * person may be something else.
 */
function typeMeant(found: EntityType, base: string, authority: Authority): EntityType | undefined {
  const types = authority.named(base).map(({ type }) => type);
  if (types.includes(found)) return found;
  return found === 'person' && base.includes(' ') ? undefined : types.find((type) => type !== 'group');
}
