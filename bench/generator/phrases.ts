/** Sentences that fit any topic, and the rules that fill their slots. `topics.ts` describes the slots. */

export const anyTopic: readonly string[] = [
  '“{quote},” {p1} told reporters in {l1}.',
  '“{quote},” {p2} said.',
  '{p1} did not answer questions about {o1}.',
  'A spokeswoman for {o2} said that it had been told on {weekday}.',
  'Neither {p1} nor {p2} would say what happens next.',
  'Similar plans in {l2} came to nothing {span} ago.',
  'More is expected on {nextday}, when {o1} meets {o2} in {l1}.',
  '{p3} warned against {a_adjective} answer to {a_adjective} question.',
  'In {l2}, people spoke of {a_adjective} week.',
  'The {noun} budget of {l1} for the year is {money}.',
  'About {percent} of the people who deal with {o1} live in {l2}.',
  'It was not clear on {weekday} whether {o2} would {plan}.',
];

/** Sentences that later versions of a story add. */
export const developments: readonly string[] = [
  '{o1} later confirmed the figure of {money}.',
  'In a statement late on {weekday}, {p2} apologised to the people of {l1}.',
  'By evening {count} people had gathered in {l1}.',
  '{o2} asked for {span} to study the details.',
  '{p3} said that {o1} should {purpose} first.',
];

export const corrections: readonly string[] = [
  'Correction: an earlier version of this story gave a wrong figure.',
  'Correction: an earlier version of this story misstated the day of the meeting.',
  'Clarification: the story has been changed to say that talks are to go on.',
];

/** By slot. The first alternatives are the most common. */
export const rules: Readonly<Record<string, readonly string[]>> = {
  rises: ['up', 'down', 'grows by', 'falls by', 'slips'],
  rose: ['rose', 'fell', 'climbed', 'slid', 'jumped', 'dropped'],
  a_adjective: ['a {adjective}'],
  adjective:
    'new long early local hard final open costly quiet rare sharp modest disputed urgent awkward sober improbable unloved threadbare'.split(
      ' ',
    ),
  noun: (
    'water health energy school harbour housing transport grain fishing rail insulin timber cable tax pension steel salmon battery forest milk ' +
    'radio glass turbine kelp peat lighthouse'
  ).split(' '),
  plan: [
    'close two of its offices',
    'raise prices by {percent}',
    'sell its {noun} business',
    'hire {count} people',
    'build {a_adjective} terminal in {l2}',
    'withdraw from {l2}',
    'put off the {noun} project',
  ],
  effect: [
    'put half of the {noun} trade in the hands of one company',
    'create the largest {noun} group on the coast',
    'save {money} a year',
    'end {span} of rivalry',
  ],
  purpose: [
    'look for a way out',
    'settle the cost',
    'test the idea on a larger scale',
    'agree on dates',
    'publish the {noun} figures',
  ],
  span: ['two weeks', 'six months', 'three years', 'ten days', 'a decade', 'nine months', 'a generation'],
  quote: [
    'We will not be hurried',
    'Nobody was told, and somebody should have been',
    'This is {a_adjective} day for {l1}',
    'The figures speak for themselves',
    'There is {a_adjective} way to do this, and this is it',
    'If {o1} had asked, we would have said no',
    'I have read the report twice and believe half of it',
    'It will take time, and it will take {money}',
  ],
};
