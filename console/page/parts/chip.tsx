/** An entity in a line: its letter, its name, a link. */
import { entityAddress } from '../routing/address.ts';
import { type MentionType, typeWords } from './words.ts';

/** The letter that stands for a type, in its colour. */
export function TypeLetter({ type }: { type: MentionType }) {
  return (
    <span class="letter" data-type={type} aria-hidden="true">
      {typeWords[type].letter}
    </span>
  );
}

/** The entity's name with its letter, as a link to its view. */
export function EntityChip({ entity }: { entity: { id: string; name: string; type: MentionType } }) {
  return (
    <a
      class="chip"
      data-type={entity.type}
      href={entityAddress(entity.id)}
      title={typeWords[entity.type].one}
    >
      <TypeLetter type={entity.type} />
      <span dir="auto">{entity.name}</span>
    </a>
  );
}
