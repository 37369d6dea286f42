/** Bars over time, of which a range can be chosen. */
import { useId, useRef } from 'preact/hooks';
import { type Choice, endsOf, useRangeChoice } from './rangeChoice.ts';
import { type Bin, type Dated, type Interval, timeBins } from './timeBins.ts';
import { count, countOf, dayInWords, daysInWords } from './words.ts';

const height = 100;
/** Few bars are no wider than this, in rem, and the captions below them still fit. */
const widest = 4;

interface BarsProps {
  bars: readonly Dated[];
  label: string;
  interval?: Interval;
  /** How many bars fit. */
  most?: number;
  /** The range that is chosen already. */
  chosen?: { from?: string | undefined; to?: string | undefined };
  onRange: (from: string, to: string) => void;
}

export function Bars({ bars, label, interval, most = 60, chosen = {}, onRange }: BarsProps) {
  const bins = timeBins(bars, most, interval);
  const chart = useRef<HTMLDivElement>(null);
  const { choice, handlers } = useRangeChoice(chart, bins.length, (from, to) => {
    const [begin, end] = [bins[from], bins[to]];
    if (begin !== undefined && end !== undefined) onRange(begin.from, end.to);
  });
  const help = useId();
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return null;
  const highest = Math.max(...bins.map(({ documents }) => documents), 1);
  const at = choice === undefined ? undefined : bins[choice.at];
  return (
    <figure class="bars" style={{ maxWidth: `${bins.length * widest}rem` }}>
      <div
        ref={chart}
        class="chart"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={help}
        aria-valuemin={0}
        aria-valuemax={bins.length - 1}
        aria-valuenow={choice?.at ?? bins.length - 1}
        aria-valuetext={binInWords(at ?? last)}
        {...handlers}
      >
        <svg viewBox={`0 0 ${bins.length * 10} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {bins.map((bin, i) => (
            <g key={bin.from} class={classOf(bin, i, choice, chosen)}>
              <rect class="ground" x={i * 10} y={0} width={10} height={height} />
              <rect
                class="bar"
                x={i * 10 + 1}
                width={8}
                y={height - barHeight(bin, highest)}
                height={barHeight(bin, highest)}
              />
            </g>
          ))}
        </svg>
      </div>
      <figcaption>
        <span>{dayInWords(first.from)}</span>
        <span class="at">{at === undefined ? `at most ${count(highest)}` : choiceInWords(bins, choice)}</span>
        <span>{dayInWords(last.to)}</span>
      </figcaption>
      <span id={help} class="hidden">
        Arrow keys move, with Shift they choose a range, Enter shows only that range.
      </span>
    </figure>
  );
}

/** A bin with few documents can still be seen. */
function barHeight({ documents }: Bin, highest: number): number {
  return documents === 0 ? 0 : Math.max(4, (documents / highest) * height);
}

function classOf(
  { from, to }: Bin,
  place: number,
  choice: Choice | undefined,
  chosen: { from?: string | undefined; to?: string | undefined },
): string {
  if (choice !== undefined) {
    const [low, high] = endsOf(choice);
    if (low <= place && place <= high) return 'bin under';
  }
  if (chosen.from === undefined && chosen.to === undefined) return 'bin';
  const isIn = to >= (chosen.from ?? '') && from <= (chosen.to ?? '9999');
  return isIn ? 'bin' : 'bin out';
}

function choiceInWords(bins: readonly Bin[], choice: Choice | undefined): string {
  if (choice === undefined) return '';
  const [low, high] = endsOf(choice);
  const range = bins.slice(low, high + 1);
  const [first, last] = [range[0], range.at(-1)];
  if (first === undefined || last === undefined) return '';
  const documents = range.reduce((sum, bin) => sum + bin.documents, 0);
  return binInWords({ from: first.from, to: last.to, documents });
}

function binInWords({ from, to, documents }: Bin): string {
  return `${daysInWords(from, to)}: ${countOf(documents, 'document')}`;
}
