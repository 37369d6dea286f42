/** Chooses an entity by its name, or makes the id of a new one. */
import { useId, useState } from 'preact/hooks';
import { hyphenated } from '../../../core/entities/fold.ts';
import { Failed } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { countOf, type EntityType } from '../parts/words.ts';

export function EntityPicker({
  label,
  except,
  newOf,
  chosen,
  onChoose,
}: {
  label: string;
  /** The id that is not offered. */
  except?: string | undefined;
  /** The type of a new one; without it only those are offered that the archive has. */
  newOf?: EntityType | undefined;
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const [name, setName] = useState('');
  const group = useId();
  const wanted = name.trim().length > 1 ? name.trim() : undefined;
  const answer = useAnswer(wanted, (client) => client.getEntities({ q: wanted ?? '', limit: 8 }), {
    keep: true,
  });
  const known = wanted === undefined ? [] : (answer.value?.items ?? []);
  const found = known.filter(({ id }) => id !== except);
  const isReady = wanted !== undefined && answer.state === 'ready';
  const fresh = isReady && newOf !== undefined ? `${newOf}/${hyphenated(wanted)}` : undefined;
  const isTaken = fresh === except || known.some(({ id }) => id === fresh);
  return (
    <fieldset class="picker">
      <label>
        {label}
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          placeholder="Begin to type the name"
          value={name}
          onInput={(event) => {
            setName(event.currentTarget.value);
            onChoose(undefined);
          }}
        />
      </label>
      {answer.fault !== undefined && <Failed fault={answer.fault} retry={answer.retry} />}
      {found.map((entity) => (
        <label key={entity.id} class="choice">
          <input
            type="radio"
            name={group}
            checked={chosen === entity.id}
            onChange={() => onChoose(entity.id)}
          />
          <TypeLetter type={entity.type} />
          <span dir="auto">{entity.name}</span>
          <span class="quiet">{countOf(entity.documents, 'document')}</span>
        </label>
      ))}
      {isReady && found.length === 0 && <p class="quiet">Nobody else is found under this name.</p>}
      {fresh !== undefined && isTaken && (
        <p class="quiet">For a new one of this name, add a word that tells them apart.</p>
      )}
      {fresh !== undefined && !isTaken && (
        <label class="choice">
          <input type="radio" name={group} checked={chosen === fresh} onChange={() => onChoose(fresh)} />
          <span>A new one:</span> <code dir="auto">{fresh}</code>
        </label>
      )}
    </fieldset>
  );
}
