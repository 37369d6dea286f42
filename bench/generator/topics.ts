/**
 * Sentence templates by topic. `{p1}` is the story's first person, `{o1}` an organisation, `{l1}` a place.
 * Any other `{name}` is a rule of `phrases.ts` or a figure from `storyteller.ts`.
 */

export interface Topic {
  section: string;
  /** The allowed last words of organisations; any if absent. */
  kinds?: readonly string[];
  headlines: readonly string[];
  leads: readonly string[];
  bodies: readonly string[];
  /** Offices that go before a person's name. */
  roles: readonly string[];
}

export const topics: readonly Topic[] = [
  {
    section: 'Business',
    kinds: [
      'Shipping',
      'Bank',
      'Energy',
      'Group',
      'Holdings',
      'Steel',
      'Insurance',
      'Technologies',
      'Foods',
      'Airlines',
    ],
    headlines: [
      '{o1} bids {money} for {o2}',
      '{o2} rejects offer from {o1}',
      '{o1} to shed {count} jobs in {l1}',
      '{o1} profit {rises} {percent}',
      '{p1} to leave {o1}',
    ],
    leads: [
      '{o1} offered {money} for its rival {o2} on {weekday}, in a deal that would {effect}.',
      '{o1} said on {weekday} that it would {plan}, the second such step in {span}.',
      'Quarterly profit at {o1} {rose} {percent} to {money}, {p1} told investors in {l1}.',
      'The board of {o2} turned down {a_adjective} offer of {money} from {o1} late on {weekday}.',
    ],
    bodies: [
      'Shares in {o1} {rose} {percent} in early trading, while {o2} was little changed.',
      '{p1} said that no plant in {l1} would close before the end of next year.',
      'Analysts had expected a figure closer to {money}.',
      '{o2} employs {count} people in {l1} and {l2}, most of them in its {noun} business.',
      'The offer runs for {span} and depends on the consent of the regulator.',
      '{p2} bought a stake in {o2} {span} ago and has not said how the shares will be voted.',
    ],
    roles: ['{o1} chief executive', '{o2} sales executive', 'finance director', 'economist', 'analyst'],
  },
  {
    section: 'Politics',
    headlines: [
      '{p1} calls for {noun} inquiry',
      '{l1} council splits over {noun} plan',
      'Minister defends {noun} bill in {l1}',
      '{p2} quits as talks with {o1} falter',
    ],
    leads: [
      '{p1} called on {weekday} for an inquiry into how {o1} came to {plan}.',
      'Lawmakers in {l1} voted by {small} to {small} on {weekday} to put off {a_adjective} bill on {noun} spending.',
      'The government will spend {money} on {noun} works in {l1} over {span}, {p1} said on {weekday}.',
      '{p2} resigned on {weekday} after talks between {o1} and the regional government in {l1} broke up without a deal.',
    ],
    bodies: [
      'The bill now goes back to a committee, which is not expected to report for {span}.',
      '{p2} accused the government of hiding the cost from voters in {l2}.',
      'An opinion poll for {o2} put support for the plan at {percent}.',
      'Opponents gathered {count} signatures outside the town hall in {l1}.',
      '{p1} will meet delegates from {l2} on {nextday} to {purpose}.',
      'A spokesman for {o1} declined to say whether the money had been returned.',
    ],
    roles: ['transport minister', '{l1} mayor', 'finance minister', 'councillor', 'opposition leader'],
  },
  {
    section: 'Courts',
    headlines: [
      'Judge in {l1} clears {o1}',
      '{p1} charged over {noun} fraud',
      '{o1} fined {money} in {noun} case',
      'Witness tells {l1} court of missing {noun} files',
    ],
    leads: [
      'A court in {l1} fined {o1} {money} on {weekday} for misleading its customers over {noun} charges.',
      '{p1} was charged on {weekday} with fraud over {a_adjective} contract between {o1} and {o2}.',
      'A judge in {l1} threw out a claim of {money} against {o1}, ending a case that has run for {span}.',
    ],
    bodies: [
      '{p2} told the court that {count} documents had been destroyed.',
      'Lawyers for {o1} said that it would appeal.',
      'The case began when {o2} complained to the police in {l2} {span} ago.',
      'If found guilty, {p1} faces up to {small} years in prison.',
      'The hearing continues on {nextday}.',
      'Prosecutors say that the money went through accounts in {l2}.',
    ],
    roles: ['prosecutor', 'former {o1} director', 'defence lawyer', 'judge', 'inspector'],
  },
  {
    section: 'Weather',
    headlines: [
      'Storm cuts power to {count} homes near {l1}',
      '{l1} counts cost of flood',
      'Snow closes roads between {l1} and {l2}',
      'Heat warning for {l1}',
    ],
    leads: [
      'A storm cut power to {count} homes around {l1} on {weekday} and stopped ferries to {l2}.',
      'Floods that followed {span} of rain have driven {count} people from their homes in {l1}.',
      'Heavy snow closed the road between {l1} and {l2} on {weekday}, leaving {small} lorries stranded.',
    ],
    bodies: [
      '{o1} said that its crews would need {span} to mend the lines.',
      '{p1} said that the river stood {small} centimetres above its highest mark.',
      'Schools in {l1} stay shut until {nextday}.',
      'Damage to the {noun} network alone may come to {money}, {o2} estimated.',
      '{p2} thanked volunteers who had filled {count} sandbags overnight.',
      'Forecasters expect the wind to ease by {nextday}.',
    ],
    roles: ['{l1} mayor', '{o1} coordinator', 'fire chief', 'forecaster', 'farmer'],
  },
  {
    section: 'Labour',
    headlines: [
      '{o1} staff walk out in {l1}',
      'Strike at {o2} enters second week',
      '{o1} and {o2} reach pay deal',
      '{count} march in {l1} over {noun} cuts',
    ],
    leads: [
      'Staff at {o2} in {l1} walked out on {weekday} in a dispute over {noun} shifts.',
      '{o1} and {o2} agreed on a pay rise of {percent} on {weekday}, ending a strike of {span}.',
      'About {count} people marched through {l1} on {weekday} against {a_adjective} plan by {o1} to {plan}.',
    ],
    bodies: [
      '{p1} said that the offer of {percent} was “a door held open by a crack”.',
      'Managers at {o2} put the cost of the strike at {money} a day.',
      'Members will vote on the deal by {nextday}.',
      '{p2} said that talks could resume in {l2} if the other side wished to {purpose}.',
      'The walkout stopped {small} of the plant’s lines.',
      'It is the first dispute of the kind in {l1} for {span}.',
    ],
    roles: ['{o1} negotiator', 'shop steward', '{o2} director', 'labour minister', 'mediator'],
  },
  {
    section: 'Science',
    kinds: ['University', 'Institute', 'Hospital', 'Foundation'],
    headlines: [
      '{o1} maps {noun} currents off {l1}',
      'Study by {o1} doubts {noun} test',
      '{p1} wins prize for work on {noun} cells',
      'New clinic in {l1} to try {noun} drug',
    ],
    leads: [
      'Researchers at {o1} have found {a_adjective} link between {noun} levels and sleep, they reported on {weekday}.',
      '{p1} won a prize of {money} on {weekday} for work on {noun} cells begun at {o1} {span} ago.',
      'A trial of {a_adjective} {noun} drug will begin in {l1} with {count} patients, {o1} said on {weekday}.',
    ],
    bodies: [
      'The team followed {count} people in {l1} and {l2} for {span}.',
      '{p2}, who took no part in the study, called the result “promising, and small”.',
      'The work was paid for by {o2}.',
      'In {percent} of the cases the effect was gone after {span}.',
      '{p1} said that the next step was to {purpose}.',
      'Earlier tests at {o2} had shown no such effect.',
    ],
    roles: ['researcher', 'professor', '{o1} director', 'doctor', 'scientist'],
  },
  {
    section: 'Sport',
    kinds: ['Rovers', 'Athletic'],
    headlines: [
      '{o1} beat {o2} to go top',
      'Late goal by {p1} sinks {o2}',
      '{o1} sign {p1} for {money}',
      '{p2} out for {span}',
    ],
    leads: [
      '{o1} beat {o2} in {l1} on {weekday} with a late goal by {p1}.',
      '{p1} scored twice as {o1} came from behind to hold {o2} in {l1} on {weekday}.',
      '{o1} signed {p1} from {o2} on {weekday} for a fee of about {money}.',
    ],
    bodies: [
      'A crowd of {count} saw {p2} leave the field with an injured knee after {small} minutes.',
      '“We were {adjective} for an hour and lucky for the rest,” {p2} said.',
      'The visitors have now won only {small} matches in {span}.',
      '{o2} play in {l2} on {nextday}.',
      'The referee waved away two appeals before the break.',
      '{p3} will miss the next match.',
    ],
    roles: ['striker', '{o1} coach', 'goalkeeper', 'midfielder', 'captain'],
  },
  {
    section: 'Transport',
    kinds: ['Shipping', 'Railways', 'Port Authority', 'Holdings', 'Group'],
    headlines: [
      '{o1} to reopen line from {l1} to {l2}',
      'Ferry aground off {l1}',
      'Bridge at {l1} shut for {span}',
      '{o1} orders {small} trains',
    ],
    leads: [
      'The line from {l1} to {l2} will reopen on {nextday} after {span} of repairs, {o1} said.',
      'A ferry of {o1} with {count} people on board ran aground off {l1} on {weekday}; nobody was hurt.',
      'Inspectors closed the bridge at {l1} for {span} on {weekday} after finding cracks in {a_adjective} joint.',
    ],
    bodies: [
      '{p1} said that the {noun} system had failed without warning.',
      'Buses carry passengers between {l1} and {l2} in the meantime.',
      '{o2} built the section {span} ago for {money}.',
      '{p2} asked for the report of the inspectors to be made public.',
      'Traffic on the route {rose} {percent} last year.',
      'Freight for {o2} is being sent by way of {l3}.',
    ],
    roles: ['transport minister', '{o1} spokesman', 'inspector', 'captain', '{l1} mayor'],
  },
];
