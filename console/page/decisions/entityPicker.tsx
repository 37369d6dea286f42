/** Chooses an entity by its name. */
import { useId, useState } from 'preact/hooks';
import { Failed } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { TypeLetter } from '../parts/chip.tsx';
import { countOf } from '../parts/words.ts';

export function EntityPicker({
  label,
  except,
  chosen,
  onChoose,
}: {
  label: string;
  /** The id that is not offered. */
  except?: string | undefined;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const [name, setName] = useState('');
  const group = useId();
  const wanted = name.trim().length > 1 ? name.trim() : undefined;
  const answer = useAnswer(wanted, (client) => client.getEntities({ q: wanted ?? '', limit: 8 }), {
    keep: true,
  });
  const found = wanted === undefined ? [] : (answer.value?.items ?? []).filter(({ id }) => id !== except);
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
          onInput={(event) => setName(event.currentTarget.value)}
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
      {wanted !== undefined && answer.state === 'ready' && found.length === 0 && (
        <p class="quiet">Nobody else is found under this name.</p>
      )}
    </fieldset>
  );
}
