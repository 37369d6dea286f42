/**
 * Ten stories as machine translation leaves them: each names people once, with a case ending of the language
 * that it was written in. Beside them, reports that the archive has about the same people. All are invented.
 * Longer than 250 lines: texts.
 */
/** The paragraphs of a text that is wrapped and indented. */
function prose([text = '']: TemplateStringsArray): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .join('\n\n');
}

export interface Translation {
  language: string;
  tag: string;
  /** Days of May 2021. */
  reports: readonly string[];
  stories: readonly {
    text: string;
    /** By the name as it stands there, who is meant. */
    meant: Readonly<Record<string, string>>;
  }[];
}

export const translations: readonly Translation[] = [
  {
    language: 'Finnish',
    tag: 'fi',
    reports: [
      prose`
        Harbour loan divides the council

        Transport minister Henrik Aldersund defended the harbour loan before the council on
        Monday. The head of the port authority, Martta Kaikkola, said the quay had waited
        twenty years for repairs. Opposition leader Dennis Whitcombe called the interest rate
        a gift to the banks.`,
      prose`
        Minister visits the new quay

        Henrik Aldersund walked along the new quay with Martta Kaikkola on Tuesday, and
        promised that the ferry company would pay its share of the harbour loan. Dennis
        Whitcombe was not invited.`,
      prose`
        Vote on the harbour loan put off

        The council put off its vote on the harbour loan. Dennis Whitcombe had asked for the
        papers of the port authority. Henrik Aldersund said that the delay costs money, and
        Martta Kaikkola agreed.`,
    ],
    stories: [
      {
        text: prose`
          The harbour loan is tearing the council apart

          The harbour loan is not moving forward. According to the council, the speech of
          minister Henrik Aldersundin on the port authority was too hard, and the papers
          asked for by Dennis Whitcomben have still not come. The quay will have to wait.`,
        meant: {
          'Henrik Aldersundin': 'person/henrik-aldersund',
          'Dennis Whitcomben': 'person/dennis-whitcombe',
        },
      },
      {
        text: prose`
          A letter about the ferry company

          The council sent a letter to Martta Kaikkolalle on Friday. In it the ferry company
          is asked to pay for the quay. From minister Henrik Aldersundilta nobody had asked
          anything about the harbour loan.`,
        meant: {
          'Martta Kaikkolalle': 'person/martta-kaikkola',
          'Henrik Aldersundilta': 'person/henrik-aldersund',
        },
      },
    ],
  },
  {
    language: 'Estonian',
    tag: 'et',
    reports: [
      prose`
        Theatre director leaves in a quarrel

        The director of the city theatre, Robert Tammsalu, leaves in June. He had quarrelled
        with the culture secretary, Ingrid Velner, over the budget for the summer stage. The
        actress Liina Kadarik said the ensemble had heard of it from the papers.`,
      prose`
        Summer stage without a budget

        The summer stage of the city theatre has no budget, culture secretary Ingrid Velner
        said. Robert Tammsalu had asked for twice as much. Liina Kadarik will play the lead
        all the same.`,
      prose`
        Ensemble writes to the culture secretary

        The ensemble of the city theatre wrote to Ingrid Velner. Liina Kadarik read the letter
        aloud on the stage. Robert Tammsalu listened from the last row.`,
    ],
    stories: [
      {
        text: prose`
          The summer stage goes on

          The culture secretary met the ensemble of the city theatre. The conversation with
          director Robert Tammsaluga lasted an hour. A letter was handed to Ingrid
          Velnerile, in which the budget is called a joke.`,
        meant: {
          'Robert Tammsaluga': 'person/robert-tammsalu',
          'Ingrid Velnerile': 'person/ingrid-velner',
        },
      },
      {
        text: prose`
          A lead role without a stage

          The theatre expects much from actress Liina Kadarikilt this summer. The ensemble
          has rehearsed in a school, and the budget of the stage depends on culture
          secretary Ingrid Velnerist alone.`,
        meant: {
          'Liina Kadarikilt': 'person/liina-kadarik',
          'Ingrid Velnerist': 'person/ingrid-velner',
        },
      },
    ],
  },
  {
    language: 'Hungarian',
    tag: 'hu',
    reports: [
      prose`
        Flood gate opens late

        The flood gate at the river opened two hours late, engineer Gabor Szentmarton told the
        committee. The mayor, Katalin Borsodi, wants to know who slept. Insurance broker
        Howard Pemberton put the damage at four million.`,
      prose`
        Committee hears the engineer

        The committee on the flood heard Gabor Szentmarton for three hours. Katalin Borsodi
        asked most of the questions. Howard Pemberton left his figures of the damage with the
        clerk.`,
      prose`
        Damage of the flood still growing

        The damage of the flood is still growing, said Howard Pemberton. Mayor Katalin Borsodi
        promised help to the farmers by the river, and Gabor Szentmarton a second gate.`,
    ],
    stories: [
      {
        text: prose`
          Who opened the gate?

          The committee has talked again about the flood with the engineer Gabor
          Szentmartonnal. The figures of the damage came from Howard Pembertontól, and the
          farmers by the river do not believe them.`,
        meant: {
          'Gabor Szentmartonnal': 'person/gabor-szentmarton',
          'Howard Pembertontól': 'person/howard-pemberton',
        },
      },
      {
        text: prose`
          Farmers write to the town hall

          The farmers by the river have written a letter to Katalin Borsodinak about the
          flood. They have no trust in the second gate, and none in engineer Gabor
          Szentmartonban either.`,
        meant: {
          'Katalin Borsodinak': 'person/katalin-borsodi',
          'Gabor Szentmartonban': 'person/gabor-szentmarton',
        },
      },
    ],
  },
  {
    language: 'Turkish',
    tag: 'tr',
    reports: [
      prose`
        Textile strike enters third week

        The strike at the textile mill enters its third week. Union leader Kemal Ardahan said
        the workers want ten per cent. Mill owner Leyla Tunceri offers four. The mediator,
        Victor Ashdown, arrived by train.`,
      prose`
        Mediator talks to both sides

        Victor Ashdown talked to both sides of the textile strike. Leyla Tunceri stayed for an
        hour, Kemal Ardahan for three. The workers at the mill lit fires.`,
      prose`
        Mill offers six per cent

        Leyla Tunceri now offers the workers of the textile mill six per cent. Kemal Ardahan
        calls it progress. Victor Ashdown smiled for the first time since the strike began.`,
    ],
    stories: [
      {
        text: prose`
          Fires before the mill

          The workers of the textile mill waited for the word of union leader Kemal
          Ardahan'ın on the strike. The offer of six per cent came from Leyla Tunceri'den in
          the night.`,
        meant: {
          "Kemal Ardahan'ın": 'person/kemal-ardahan',
          "Leyla Tunceri'den": 'person/leyla-tunceri',
        },
      },
      {
        text: prose`
          The mediator packs his bags

          The strike at the textile mill is over. The workers gave a carpet to the mediator
          Victor Ashdown'a as a present, and the mill gave a dinner together with Kemal
          Ardahan'la.`,
        meant: {
          "Victor Ashdown'a": 'person/victor-ashdown',
          "Kemal Ardahan'la": 'person/kemal-ardahan',
        },
      },
    ],
  },
  {
    language: 'Polish',
    tag: 'pl',
    reports: [
      prose`
        Coal mine closes its deepest shaft

        The coal mine closes its deepest shaft in autumn. Energy minister Wojciech Sadurski
        said the gas in it was too dangerous. The miners were told by their foreman, Bogdan
        Kwiatek. The geologist Edward Langford had warned of the gas in March.`,
      prose`
        Warning lay in a drawer

        The warning of geologist Edward Langford about the gas in the shaft lay in a drawer
        for weeks. Wojciech Sadurski has ordered an inquiry. Bogdan Kwiatek says that the
        miners smelled it.`,
      prose`
        Inquiry into the shaft begins

        The inquiry into the shaft of the coal mine begins on Monday. It will hear Bogdan
        Kwiatek and Edward Langford. Wojciech Sadurski will read its report himself.`,
    ],
    stories: [
      {
        text: prose`
          Miners before the ministry

          The miners stood before the ministry and asked about the gas in the shaft. A talk
          with the energy minister Wojciechem Sadurskim was promised to them. The inquiry
          has the notes of geologist Edwarda Langforda.`,
        meant: {
          'Wojciechem Sadurskim': 'person/wojciech-sadurski',
          'Edwarda Langforda': 'person/edward-langford',
        },
      },
      {
        text: prose`
          The foreman is heard

          The inquiry into the coal mine heard the foreman for two hours. The miners had
          come with Bogdanem Kwiatkiem by bus. A question about the gas was put to Edwardowi
          Langfordowi as well.`,
        meant: {
          'Bogdanem Kwiatkiem': 'person/bogdan-kwiatek',
          'Edwardowi Langfordowi': 'person/edward-langford',
        },
      },
    ],
  },
];
