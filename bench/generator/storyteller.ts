/**
 * Fills the templates of `topics.ts` and `phrases.ts` and records which entities they name: a story's ground
 * truth.
 */
import { weekdayNames } from '../../core/dates/calendar.ts';
import type { Random } from '../../core/random.ts';
import { type Cast, type NamedEntity, zipf } from './cast.ts';
import { rules } from './phrases.ts';

/** A text and the entities that it names. */
export interface NamedText {
  text: string;
  named: readonly NamedEntity[];
}

export class Storyteller {
  readonly #random: Random;
  readonly #cast: Cast;
  readonly #roles: readonly string[];
  readonly #time: number;
  #named = new Set<NamedEntity>();
  readonly #introduced = new Set<NamedEntity>();

  /** @param time when the story is written, in milliseconds since 1970 */
  constructor(random: Random, cast: Cast, roles: readonly string[], time: number) {
    this.#random = random;
    this.#cast = cast;
    this.#roles = roles;
    this.#time = time;
  }

  /** Names everybody by their full name, without an office. */
  headline(template: string): NamedText {
    return this.#tell(template, (entity) => entity.name);
  }

  /** Names people by office and full name at first mention, then by their last name. */
  sentence(template: string): NamedText {
    return this.#tell(template, (entity) => this.#introduce(entity));
  }

  #tell(template: string, naming: (entity: NamedEntity) => string): NamedText {
    this.#named = new Set();
    const text = polish(this.#fill(template, naming));
    return { text, named: [...this.#named] };
  }

  #introduce(entity: NamedEntity): string {
    if (this.#introduced.has(entity)) return entity.short;
    this.#introduced.add(entity);
    if (entity.type !== 'person') return entity.name;
    const office = this.#fill(this.#oneOf(this.#roles), (other) => other.name);
    return `${office} ${entity.name}`;
  }

  #fill(template: string, naming: (entity: NamedEntity) => string): string {
    return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const entity = this.#entity(slot);
      if (entity === undefined)
        return this.#figure(slot) ?? this.#fill(this.#oneOf(rules[slot] ?? unknown(slot)), naming);
      this.#named.add(entity);
      return naming(entity);
    });
  }

  #entity(slot: string): NamedEntity | undefined {
    const kind = { p: this.#cast.people, o: this.#cast.organizations, l: this.#cast.places }[slot.charAt(0)];
    return /^[pol]\d$/.test(slot) ? kind?.[Number(slot.charAt(1)) - 1] : undefined;
  }

  #oneOf(list: readonly string[]): string {
    return list[zipf(this.#random, list.length)] ?? '';
  }

  #figure(slot: string): string | undefined {
    const random = this.#random;
    if (slot === 'weekday') return weekdayNames[new Date(this.#time).getUTCDay()];
    if (slot === 'nextday') return weekdayNames[(new Date(this.#time).getUTCDay() + 1 + random.below(5)) % 7];
    if (slot === 'small') return String(3 + random.below(38));
    if (slot === 'count') return (10 * (4 + zipf(random, 2_000))).toLocaleString('en-GB');
    if (slot === 'percent') return `${(random.below(190) / 10 + 0.5).toFixed(1)} percent`;
    if (slot === 'money')
      return random.chance(0.6)
        ? `${2 + random.below(800)} million crowns`
        : `${(1 + random.below(90) / 10).toFixed(1)} billion crowns`;
    return undefined;
  }
}

function unknown(slot: string): never {
  throw new RangeError(`no rule for slot "${slot}"`);
}

/** Capitalises the first letter of each sentence and writes "an" before a vowel. */
function polish(sentence: string): string {
  return sentence
    .replace(/\b([Aa]) (?=[aeioAEIO])/g, '$1n ')
    .replace(
      /(^“?|[.!?]”? “?)(\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
}
