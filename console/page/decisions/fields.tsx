/** Fields of a form, each with its label. */

/** A line of text that must not be empty. @param maxLength in characters */
export function TextField({
  label,
  value,
  set,
  ...rest
}: {
  label: string;
  value: string;
  set: (value: string) => void;
  maxLength: number;
  autocomplete?: string;
}) {
  return (
    <label>
      {label}
      <input
        type="text"
        required
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
        {...rest}
      />
    </label>
  );
}

/** One of a few choices. @param words what to call a choice */
export function ChoiceField<T extends string>({
  label,
  choices,
  words,
  value,
  set,
}: {
  label: string;
  choices: readonly T[];
  words: (choice: T) => string;
  value: T;
  set: (value: T) => void;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => set(event.currentTarget.value as T)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
