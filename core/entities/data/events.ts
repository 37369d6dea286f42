import { wordSet } from '../../text/wordSet.ts';

/** Events that are recognised by their name alone. */
export const events: string[] = (
  'World War I,World War II,World War One,World War Two,First World War,Second World War,Cold War,Gulf War,Vietnam War,Korean War,Six-Day War,Yom Kippur War,Falklands War,Iraq War,Crimean War,' +
  "American Civil War,Spanish Civil War,Hundred Years’ War,Hundred Years' War,Thirty Years’ War,Thirty Years' War,Holocaust,Arab Spring,Prague Spring,Velvet Revolution,Orange Revolution," +
  'French Revolution,Russian Revolution,October Revolution,Cultural Revolution,Industrial Revolution,American Revolution,Cuban Missile Crisis,Great Depression,Black Death,' +
  'Olympics,Winter Olympics,Summer Olympics,Olympic Games,Winter Olympic Games,Summer Olympic Games,Paralympics,Winter Paralympics,Summer Paralympics,Paralympic Games,Commonwealth Games,Asian Games,' +
  'World Cup,World Cups,Rugby World Cup,Cricket World Cup,FIFA World Cup,European Championship,European Championships,Copa America,Copa América,Africa Cup of Nations,Super Bowl,World Series,Stanley Cup,Davis Cup,Ryder Cup,' +
  "Six Nations,Tour de France,Giro d'Italia,Australian Open,French Open,US Open,U.S. Open,Grand National,Kentucky Derby,Boston Marathon,London Marathon,New York Marathon,Eurovision Song Contest," +
  'Cannes Film Festival,Berlin Film Festival,Venice Film Festival,Edinburgh Festival,Glastonbury Festival,Oktoberfest,Mardi Gras,Hajj'
).split(',');

/** Last words of events that organisations and works have too, but not after a place. */
export const eventLastWords = wordSet`
  Premiership Show Expo Tournament Biennale Rally Marathons Relay Relays Derby Regatta Triathlon
`;

/** First words of events. */
export const eventFirstWords = wordSet`Storm Hurricane Typhoon Cyclone Operation Battle Euro`;

/** Last words of awards, which are no events. */
export const awardHeads = new Set(['Award', 'Awards', 'Prize', 'Prizes', 'Medal']);
