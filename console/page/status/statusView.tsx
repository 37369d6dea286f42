/** Whether everything is well, and what the archive costs. */
import type { Cost, Health } from '../../../clients/typescript/client.ts';
import { Answered } from '../answers/answered.tsx';
import { apiKey, askingForKey, setKey } from '../answers/client.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import { useRepeated } from '../answers/useRepeated.ts';
import { Fact } from '../parts/fact.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { countOf } from '../parts/words.ts';
import { addressOf } from '../routing/address.ts';

const dollars = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 2,
});

export function StatusView() {
  const round = useRepeated(5_000);
  const health = useAnswer(`health ${round}`, (client) => client.getHealth(), { keep: true });
  const cost = useAnswer('cost', (client) => client.getCost());
  return (
    <div class="reading-column">
      <PageTitle title="Cost and health" />
      <h2>Health</h2>
      <Answered answer={health} lines={3}>
        {(answer) => <HealthFacts health={answer} />}
      </Answered>
      <h2>Cost</h2>
      <Answered answer={cost} lines={5}>
        {(answer) => <CostTable cost={answer} />}
      </Answered>
      <h2>Key</h2>
      <p>
        {apiKey.value === undefined ? 'This tab uses no key.' : 'This tab uses a key until you close it.'}
      </p>
      <div class="buttons">
        <button type="button" onClick={() => (askingForKey.value = true)}>
          {apiKey.value === undefined ? 'Use a key' : 'Use another key'}
        </button>
        {apiKey.value !== undefined && (
          <button type="button" onClick={() => setKey('')}>
            Forget it
          </button>
        )}
      </div>
    </div>
  );
}

function HealthFacts({ health }: { health: Health }) {
  const { pending, dead, outdated } = health;
  return (
    <dl class="facts">
      <Fact name="Work left">
        {pending === 0 ? 'none: everything that arrived is done' : countOf(pending, 'step')}
      </Fact>
      <Fact name="Given up">
        {dead === 0 ? (
          'nothing'
        ) : (
          <a href={addressOf(['ingest'])}>{countOf(dead, 'message')}, see the refused files</a>
        )}
      </Fact>
      {outdated !== undefined && (
        <Fact name="Out of date">
          {outdated.documents === 0 && outdated.files === 0
            ? 'nothing: all was read by the newest reader and model'
            : [
                `${countOf(outdated.documents, 'document')} by an earlier model`,
                `${countOf(outdated.files, 'file')} by an earlier reader, as the last sweep found them`,
              ].join(', ')}
        </Fact>
      )}
    </dl>
  );
}

const services: readonly [keyof Cost['estimate'], string][] = [
  ['dynamodb', 'DynamoDB'],
  ['s3', 'S3'],
  ['sqs', 'SQS'],
  ['lambda', 'Lambda'],
  ['total', 'Together'],
];

function inDollars(amount: number): string {
  return amount > 0 && amount < 0.01 ? `less than ${dollars.format(0.01)}` : dollars.format(amount);
}

function CostTable({ cost }: { cost: Cost }) {
  const { documents, estimate, perMillion } = cost;
  return (
    <>
      <p class="quiet">
        What taking in {countOf(documents, 'document')} costs on AWS, at list prices. One machine of your own
        costs nothing beside it.
      </p>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">This archive</th>
            <th scope="col">A million documents</th>
          </tr>
        </thead>
        <tbody>
          {services.map(([service, name]) => (
            <tr key={service}>
              <th scope="row">{name}</th>
              <td>{inDollars(estimate[service])}</td>
              <td>{inDollars(perMillion[service])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
