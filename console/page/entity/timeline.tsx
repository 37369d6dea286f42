/** How often an entity is named over time. A range of bars narrows the whole view to those days. */
import type { Client, Entity, EntityTimelineItem } from '../../../clients/typescript/client.ts';
import { Answered } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { Bars } from '../parts/bars.tsx';
import { dayMilliseconds, type Interval } from '../parts/timeBins.ts';
import { daysInWords, type EntityType } from '../parts/words.ts';
import type { Range } from './range.ts';

type Asked = 'day' | 'week' | 'month';
/** In days. */
const lengths: Record<Asked, number> = { day: 1, week: 7, month: 30 };
/** More bars would be thinner than can be pointed at. */
const mostBars = 240;
const mostPages = 12;

export function Timeline({
  entity,
  slug,
  range,
  interval,
  change,
}: {
  entity: Entity;
  slug: string;
  range: Range;
  interval: string | undefined;
  change: (params: { from?: string; to?: string; interval?: string }) => void;
}) {
  const { type, first, last } = entity;
  const days = first && last ? (Date.parse(last) - Date.parse(first)) / dayMilliseconds + 1 : 0;
  const fitting = (Object.keys(lengths) as Asked[]).filter((each) => days / lengths[each] <= mostBars);
  const asked =
    fitting.find((each) => each === interval) ??
    fitting.find((each) => days / lengths[each] <= 60) ??
    fitting[0] ??
    'month';
  const answer = useAnswer(
    first === undefined ? undefined : JSON.stringify(['timeline', type, slug, asked]),
    (client) => readTimeline(client, type, slug, asked),
    { keep: true },
  );
  if (first === undefined) return <p class="quiet">None of these documents has a date.</p>;
  const isNarrowed = range.from !== undefined || range.to !== undefined;
  return (
    <section class="timeline" aria-label="Over time">
      <Answered answer={answer} lines={3}>
        {(items) => (
          <Bars
            bars={items}
            label="Documents over time"
            interval={asked satisfies Interval}
            chosen={range}
            onRange={(from, to) => change({ from, to })}
          />
        )}
      </Answered>
      <div class="tools">
        {fitting.length > 1 &&
          fitting.map((each) => (
            <button
              key={each}
              type="button"
              class="toggle"
              aria-pressed={each === asked}
              onClick={() => change({ interval: each })}
            >
              {{ day: 'Days', week: 'Weeks', month: 'Months' }[each]}
            </button>
          ))}
        {isNarrowed ? (
          <button type="button" class="toggle" onClick={() => change({ from: '', to: '' })}>
            Only {daysInWords(range.from ?? first, range.to ?? last ?? '')}. Show all
          </button>
        ) : (
          <span class="quiet hint">Drag over the bars to see only those days.</span>
        )}
      </div>
    </section>
  );
}

async function readTimeline(
  client: Client,
  type: EntityType,
  slug: string,
  interval: Asked,
): Promise<EntityTimelineItem[]> {
  const items: EntityTimelineItem[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await client.getEntityTimeline({
      type,
      slug,
      interval,
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    });
    items.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  return items;
}
