/** Words that open sentences and so wear a capital that says nothing. In lower case. */
export const ordinary = new Set(
  (
    'a about above according across after again against ago ahead all almost along already also although always am amid among an and another any anyone anything apart are around as aside ask asked at away back ' +
    'based be because been before behind being below besides between both but by can cannot certainly clearly could critics dear despite did do does doing done down due during each earlier early either ' +
    'else elsewhere enough even eventually ever every everyone everything except experts few figures finally first five following for former formerly four fresh from further generally get given go good ' +
    'had has have having he hello help her here hers herself him himself his hopefully how however i if in indeed inside instead into is it its itself just keep last late later latest least less let like likely ' +
    'little local long look looking made main make many may maybe me meanwhile might more moreover most much must my nearly neither never nevertheless new next nine no nobody none nor not nothing now of off ' +
    'officials often oh ok old on once one only onto or other others otherwise our out outside over overall own part people perhaps please police previously put quite rather read really recent recently residents ' +
    'right said same say says second see seven several shares she should similarly since six so some someone something sometimes soon speaking still such sure take ten than thank thanks that the their them then ' +
    'there therefore these they thing things this those though thousands three through throughout thus to today together tomorrow tonight too towards two under unfortunately unless unlike until up upon us use ' +
    'using very was we well were what whatever when whenever where whether which while who whoever whole whom whose why will with within without would yes yesterday yet you your ' +
    'ministers representatives leaders analysts voters sources reports researchers scientists investors workers players fans ladies gentlemen women men children students doctors lawyers prosecutors ' +
    'eight eleven twelve twenty hundreds millions half most none plus minus per via asked added adding'
  ).split(' '),
);

/** After these a lone capitalised word is a place more often than not. */
export const placeBefore = new Set(
  'in at from near to around outside across throughout via northern southern eastern western central downtown into toward towards'.split(
    ' ',
  ),
);

/** After a lone capitalised word these make it someone who speaks or acts. */
export const speaking = new Set(
  'said says told tells added adds wrote writes spoke speaks argued insisted asked replied explained warned admitted claimed believes thinks hopes scored resigned died smiled joked recalled married tweeted'.split(
    ' ',
  ),
);

/** A sentence with one of these looks ahead. */
export const future = new Set(
  'will shall due scheduled expected plans planned intends set next upcoming forthcoming would ahead'.split(
    ' ',
  ),
);

const holidays = [
  'Easter',
  'Christmas',
  'Ramadan',
  'Eid',
  'Hanukkah',
  'Diwali',
  'Passover',
  'Ascension',
  'Pentecost',
  'Halloween',
  'Thanksgiving',
];
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Days, months and feasts: dates, not names. */
export const calendar = new Set([...monthNames, ...weekdayNames, ...holidays]);

/** In capitals between names they part them, as in a headline. */
export const functionWords = new Set(
  'I The A An And Of In On At For To Is It He She We They You This That If As But With By My Are Was Our Your Not Or'.split(
    ' ',
  ),
);
