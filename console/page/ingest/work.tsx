/** How much work is left, step by step. */
import { changes } from '../answers/changes.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { useRepeated } from '../answers/useRepeated.ts';
import { count, countOf } from '../parts/words.ts';

const steps: readonly [queue: string, title: string][] = [
  ['uploads', 'to be read'],
  ['normalized', 'to be searched for names'],
  ['extracted', 'to be stored'],
  ['touched', 'to be counted and indexed'],
];

export function Work() {
  const round = useRepeated(2_500);
  const answer = useAnswer(`work ${round} ${changes.value}`, (client) => client.getHealth(), { keep: true });
  const health = answer.value;
  if (health === undefined) return null;
  return (
    <section class="work" aria-label="Work left to do">
      <p role="status">
        {health.pending === 0
          ? 'Everything that arrived is done.'
          : `${countOf(health.pending, 'step')} left:`}
      </p>
      {health.pending > 0 && (
        <ol>
          {steps.map(([queue, title]) => {
            const pending = health.queues[queue]?.pending ?? 0;
            return (
              <li key={queue} data-busy={pending > 0}>
                <strong>{count(pending)}</strong> {title}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
