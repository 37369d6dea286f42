/**
 * Made from the description of the API by `npm run client`; a test compares the two. Longer than 250 lines:
 * it has the answers of all routes.
 */

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  parameter?: string;
  got?: string;
  allowed?: string;
  position?: number;
};

export type RefusalCode = 
  | 'input.empty'
  | 'input.too_large'
  | 'input.unknown_format'
  | 'input.truncated'
  | 'input.crashed'
  | 'input.unreadable'
  | 'archive.bomb'
  | 'archive.lying_size'
  | 'archive.path'
  | 'archive.encrypted'
  | 'archive.nested'
  | 'decode.charset'
  | 'xml.malformed'
  | 'xml.entity_decl'
  | 'xml.too_deep'
  | 'html.too_complex'
  | 'json.malformed'
  | 'json.no_article'
  | 'csv.malformed'
  | 'authority.malformed'
  | 'mail.malformed'
  | 'pdf.encrypted'
  | 'pdf.no_text'
  | 'pdf.malformed'
  | 'docx.malformed'
  | 'warc.malformed'
  | 'extract.no_content'
  | 'extract.too_short'
  | 'extract.timeout'
  | 'fault.normalize'
  | 'fault.extract'
  | 'fault.store'
  | 'fault.index'
  | 'fault.sweep'
  | 'fault.lost';

export type Health = {
  pending: number;
  dead: number;
  status: 'ok' | 'starting';
  queues: Record<string, {
    pending: number;
    dead: number;
  }>;
  sweep?: {
    part: 'bucket' | 'table' | 'archive' | 'search' | 'documents' | 'end';
    documents: number;
    searchRows: number;
  };
  outdated?: {
    documents: number;
    files: number;
  };
};

export type Documents = {
  items: DocumentItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type DocumentItem = {
  id: string;
  key: string;
  part?: string;
  title: string;
  standfirst?: string;
  byline?: string;
  published?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  modified?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  heldBack?: {
    status: 'canceled' | 'withheld' | 'embargoed';
    until?: {
      value: string;
      precision: 'year' | 'month' | 'day' | 'minute' | 'second';
      tzKnown: boolean;
      source: string;
    };
  };
  ingested: string;
  source: string;
  url?: string;
  language: string;
  authors: string[];
  entities: {
    id: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    name: string;
    mentions: number;
  }[];
  entitiesTotal: number;
  links: {
    self: string;
    text: string;
    mentions: string;
    versions: string;
    reprints: string;
  };
};

export type DocumentsGeoJson = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    geometry: {
      type: 'Point';
      coordinates: [number, number];
    } | {
      type: 'MultiPoint';
      coordinates: Array<[number, number]>;
    } | null;
    properties: {
      title: string;
      published?: {
        value: string;
        precision: 'year' | 'month' | 'day' | 'minute' | 'second';
        tzKnown: boolean;
        source: string;
      };
      source: string;
      url?: string;
      links: {
        self: string;
      };
      places: {
        id: string;
        name: string;
        mentions: number;
      }[];
    };
  }[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type JsonFeed = {
  version: 'https://jsonfeed.org/version/1.1';
  title: string;
  feed_url: string;
  items: JsonFeedItem[];
};

export type JsonFeedItem = {
  id: string;
  url: string;
  title: string;
  content_text: string;
  summary?: string;
  date_published?: string;
  date_modified: string;
  authors: {
    name: string;
  }[];
  language: string;
  tags: string[];
};

export type Document = {
  id: string;
  key: string;
  part?: string;
  title: string;
  standfirst?: string;
  byline?: string;
  published?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  modified?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  heldBack?: {
    status: 'canceled' | 'withheld' | 'embargoed';
    until?: {
      value: string;
      precision: 'year' | 'month' | 'day' | 'minute' | 'second';
      tzKnown: boolean;
      source: string;
    };
  };
  ingested: string;
  source: string;
  url?: string;
  language: string;
  authors: string[];
  entities: {
    id: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    name: string;
    mentions: number;
  }[];
  entitiesTotal: number;
  links: {
    self: string;
    text: string;
    mentions: string;
    versions: string;
    reprints: string;
  };
  kicker?: string;
  dateline?: {
    text: string;
    place?: string;
    agency?: string;
  };
  subjects: string[];
  genre?: string;
  urgency?: number;
  usageTerms?: string;
  publisher?: string;
  guid?: string;
  characters: number;
  format: string;
  bytes: number;
  quality: {
    extractor: string;
    confidence: number;
    flags: string[];
  };
  model: string;
  annotated?: {
    characters: number;
    of: number;
  };
  failed?: {
    code: RefusalCode;
    evidence: string;
  };
};

export type DocumentNinjs = {
  uri: string;
  standard: {
    name: 'ninjs';
    version: '3.0';
    schema: string;
  };
  type: 'text';
  representationType: 'full';
  version: string;
  versionCreated: string;
  contentCreated?: string;
  pubStatus?: 'canceled' | 'withheld';
  embargoed?: string;
  language: string;
  title: string;
  headlines: {
    role: string;
    contentType?: string;
    charCount?: number;
    value: string;
  }[];
  descriptions?: {
    role: string;
    contentType?: string;
    charCount?: number;
    value: string;
  }[];
  bodies: {
    role: string;
    contentType?: string;
    charCount?: number;
    value: string;
  }[];
  by?: string;
  located?: string;
  urgency?: number;
  usageTerms?: string;
  people?: {
    name: string;
    rel: 'mentions';
    uri: string;
  }[];
  organisations?: {
    name: string;
    rel: 'mentions';
    uri: string;
  }[];
  places?: {
    name: string;
    rel: 'mentions';
    uri: string;
  }[];
  events?: {
    name: string;
    rel: 'mentions';
    uri: string;
  }[];
  subjects?: {
    name: string;
  }[];
  infoSources: {
    name: string;
    uri?: string;
  }[];
  altIds?: {
    role: string;
    value: string;
  }[];
};

export type DocumentJsonLd = {
  '@context': 'https://schema.org';
  '@type': 'NewsArticle';
  '@id': string;
  url?: string;
  identifier: string;
  headline: string;
  alternativeHeadline?: string;
  description?: string;
  articleBody: string;
  articleSection?: string[];
  dateline?: string;
  datePublished?: string;
  dateModified?: string;
  inLanguage: string;
  author?: {
    '@type': string;
    '@id'?: string;
    name: string;
  }[];
  publisher: {
    '@type': string;
    '@id'?: string;
    name: string;
  };
  genre?: string;
  usageInfo?: string;
  creativeWorkStatus?: 'canceled' | 'withheld' | 'embargoed';
  mentions?: {
    '@type': string;
    '@id'?: string;
    name: string;
  }[];
};

export type DocumentText = {
  text: string;
};

export type DocumentMentions = {
  items: DocumentMentionItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  annotated?: {
    characters: number;
    of: number;
  };
};

export type DocumentMentionItem = {
  start: number;
  end: number;
  surface: string;
  type: 'person' | 'place' | 'organization' | 'group' | 'event' | 'date';
  entity: string | null;
  name: string;
  value?: string;
  candidates?: string[];
  confidence: number;
  repair?: {
    from: string;
    to: string;
    language: string;
    rule: string;
    evidence: string;
  };
  link: {
    reason: string;
    of?: string;
  };
  extractor: string;
  decisions?: {
    author: string;
    reason: string;
    time: string;
    id: string;
    action: 'merge' | 'split' | 'rename' | 'retype' | 'hide' | 'pin' | 'undo';
  }[];
  links?: {
    id: string;
    name: string;
    confidence?: number;
    evidence: string[];
  }[];
};

export type DocumentVersions = {
  items: DocumentVersionItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type DocumentVersionItem = {
  key: string;
  version: string;
  modified: string;
  bytes: number;
  state: 'current' | 'earlier' | 'deleted';
  payload?: string;
  unread?: true;
  refusal?: {
    code: RefusalCode;
    message: string;
  };
  changes?: {
    title?: {
      from: string | null;
      to: string | null;
    };
    byline?: {
      from: string | null;
      to: string | null;
    };
    published?: {
      from: {
        value: string;
        precision: 'year' | 'month' | 'day' | 'minute' | 'second';
        tzKnown: boolean;
        source: string;
      } | null;
      to: {
        value: string;
        precision: 'year' | 'month' | 'day' | 'minute' | 'second';
        tzKnown: boolean;
        source: string;
      } | null;
    };
    heldBack?: {
      from: {
        status: 'canceled' | 'withheld' | 'embargoed';
        until?: {
          value: string;
          precision: 'year' | 'month' | 'day' | 'minute' | 'second';
          tzKnown: boolean;
          source: string;
        };
      } | null;
      to: {
        status: 'canceled' | 'withheld' | 'embargoed';
        until?: {
          value: string;
          precision: 'year' | 'month' | 'day' | 'minute' | 'second';
          tzKnown: boolean;
          source: string;
        };
      } | null;
    };
    words: {
      added: number;
      removed: number;
    };
    replaced?: true;
    passages: {
      op: 'same' | 'add' | 'remove';
      text: string;
      cut?: true;
    }[][];
    passagesTotal: number;
    compared?: {
      characters: number;
      of: number;
    };
    since: string;
  };
};

export type DocumentTrace = {
  id: string;
  reader: string;
  model: string;
  sources: {
    key: string;
    version: string;
    part: string;
    format: string;
    charset: string;
    payload: string;
    modified: string;
    wins: boolean;
    looked?: string;
    versions: {
      version: string;
      modified: string;
      bytes: number;
      state: 'current' | 'earlier' | 'deleted';
      outcome: string;
    }[];
    versionsTotal: number;
  }[];
  sourcesTotal: number;
  applied?: {
    payload: string;
    model: string;
  };
  ingested?: string;
  pending: {
    payload: string;
    model: string;
  }[];
  counts?: {
    characters: number;
    entities: number;
    mentions: number;
  };
  annotated?: {
    characters: number;
    of: number;
  };
  failed?: {
    code: RefusalCode;
    evidence: string;
  };
  deadLetters: {
    code: RefusalCode;
    message: string;
    evidence: string;
    remedy: string;
    since: string;
  }[];
  waitsFor: string[];
};

export type Entity = {
  id: string;
  name: string;
  type: 'person' | 'place' | 'organization' | 'group' | 'event';
  documents: number;
  mentions: number;
  first?: string;
  last?: string;
  aliases: {
    name: string;
    documents: number;
    first?: string;
  }[];
  also?: string[];
  iso?: string;
  place?: string;
  authority?: {
    id: string;
    name: string;
    source: string;
    iso?: string;
    country?: string;
    region?: string;
    lat?: number;
    lon?: number;
    geonames?: number;
    wikidata?: string;
    population?: number;
    capital?: boolean;
    from?: string;
    to?: string;
  };
  mayBe?: {
    id: string;
    name: string;
    source: string;
    iso?: string;
    country?: string;
    region?: string;
    lat?: number;
    lon?: number;
    geonames?: number;
    wikidata?: string;
    population?: number;
    capital?: boolean;
    from?: string;
    to?: string;
  }[];
  roles?: Record<string, number>;
  decisions?: {
    author: string;
    reason: string;
    time: string;
    id: string;
    action: 'merge' | 'split' | 'rename' | 'retype' | 'hide' | 'pin' | 'undo';
  }[];
};

export type EntityGeoJson = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    geometry: {
      type: 'Point';
      coordinates: [number, number];
    } | {
      type: 'MultiPoint';
      coordinates: Array<[number, number]>;
    } | null;
    properties: Entity;
  }[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type EntityTimeline = {
  items: EntityTimelineItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type EntityTimelineItem = {
  date: string;
  documents: number;
  mentions: number;
};

export type EntityLinks = {
  items: EntityLinkItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type EntityLinkItem = {
  document: {
    id: string;
    title: string;
  };
  name: {
    id: string;
    form: string;
  };
  to: string | null;
  decisions?: {
    author: string;
    reason: string;
    time: string;
    id: string;
    action: 'merge' | 'split' | 'rename' | 'retype' | 'hide' | 'pin' | 'undo';
  }[];
  candidates: {
    id: string;
    name: string;
    confidence?: number;
    evidence: string[];
  }[];
};

export type EntitySpellings = {
  items: EntitySpellingItem[];
};

export type EntitySpellingItem = {
  id: string;
  name: string;
  type: 'person' | 'place' | 'organization' | 'group' | 'event';
  documents: number;
  also?: string[];
};

export type EntityCoMentions = {
  items: EntityCoMentionItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  counted: {
    documents: number;
    entitiesPerDocument: number;
  };
};

export type EntityCoMentionItem = {
  entity: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
  };
  documents: number;
};

export type EntityCoMentionsGeoJson = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    geometry: {
      type: 'Point';
      coordinates: [number, number];
    } | {
      type: 'MultiPoint';
      coordinates: Array<[number, number]>;
    } | null;
    properties: EntityCoMentionItem;
  }[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  counted: {
    documents: number;
    entitiesPerDocument: number;
  };
};

export type Graph = {
  nodes: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    documents: number;
  }[];
  edges: {
    a: string;
    b: string;
    documents: number;
  }[];
  partial?: {
    read: number;
    message: string;
  };
};

export type Paths = {
  items: PathItem[];
  partial?: {
    read: number;
    message: string;
  };
};

export type PathItem = {
  steps: {
    from: {
      id: string;
      name: string;
      type: 'person' | 'place' | 'organization' | 'group' | 'event';
    };
    to: {
      id: string;
      name: string;
      type: 'person' | 'place' | 'organization' | 'group' | 'event';
    };
    documents: number;
    example: {
      id: string;
      title: string;
      source: string;
    };
  }[];
};

export type Changes = {
  items: ChangeItem[];
  next: string;
  partial?: {
    read: number;
    message: string;
  };
  more: boolean;
};

export type ChangeItem = {
  time: string;
  reason: 'created' | 'revised' | 'removed' | 'retyped';
  id: string;
  title: string;
};

export type Decisions = {
  items: DecisionItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type DecisionItem = {
  author: string;
  reason: string;
  time: string;
  id: string;
  action: 'merge' | 'split' | 'rename' | 'retype' | 'hide' | 'pin' | 'undo';
  caller?: string;
  entity?: string;
  into?: string;
  documents?: string[];
  name?: string;
  type?: 'person' | 'place' | 'organization' | 'group' | 'event';
  document?: string;
  surface?: string;
  to?: string;
  decision?: string;
  undoneBy?: string;
  applied: {
    documents: number;
    done?: string;
    left?: number;
  };
};

export type Quarantine = {
  items: QuarantineItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type QuarantineItem = {
  key?: string;
  part?: string;
  document?: string;
  code: RefusalCode;
  message: string;
  evidence: string;
  remedy: string;
  since: string;
};

export type Uploads = {
  key: string;
  state: 'waiting' | 'stored' | 'refused' | 'failed' | 'deleted';
  documents: number;
  items: UploadItem[];
  refusedParts: number;
  entries?: number;
  refusal?: {
    code: RefusalCode;
    message: string;
    evidence: string;
    remedy: string;
  };
};

export type UploadItem = {
  id: string;
  title: string;
};

export type OpenapiJson = {
  openapi: '3.1.1';
  paths: Record<string, unknown>;
};

export type Search = {
  items: SearchItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  total: number;
  totalIsBound?: true;
  didYouMean?: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    documents: number;
  }[];
};

export type SearchItem = {
  id: string;
  key: string;
  part?: string;
  title: string;
  standfirst?: string;
  byline?: string;
  published?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  modified?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  heldBack?: {
    status: 'canceled' | 'withheld' | 'embargoed';
    until?: {
      value: string;
      precision: 'year' | 'month' | 'day' | 'minute' | 'second';
      tzKnown: boolean;
      source: string;
    };
  };
  ingested: string;
  source: string;
  url?: string;
  language: string;
  authors: string[];
  entities: {
    id: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    name: string;
    mentions: number;
  }[];
  entitiesTotal: number;
  links: {
    self: string;
    text: string;
    mentions: string;
    versions: string;
    reprints: string;
  };
  snippets: {
    start: number;
    end: number;
    text: string;
    hits: {
      start: number;
      end: number;
    }[];
  }[];
  prints?: number;
};

export type Entities = {
  items: EntityItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  ranking?: {
    order: 'documents' | 'mentions' | 'rising';
    documents: number;
    from?: string;
    to?: string;
    baseline?: number;
  };
  didYouMean?: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    documents: number;
  }[];
};

export type EntityItem = {
  id: string;
  name: string;
  type: 'person' | 'place' | 'organization' | 'group' | 'event';
  documents: number;
  error?: number;
  mentions?: number;
  mentionsError?: number;
  prints?: number;
  expected?: number;
  score?: number;
};

export type EntitiesGeoJson = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    geometry: {
      type: 'Point';
      coordinates: [number, number];
    } | {
      type: 'MultiPoint';
      coordinates: Array<[number, number]>;
    } | null;
    properties: EntityItem;
  }[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  ranking?: {
    order: 'documents' | 'mentions' | 'rising';
    documents: number;
    from?: string;
    to?: string;
    baseline?: number;
  };
  didYouMean?: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    documents: number;
  }[];
};

export type Facets = {
  documents: number;
  sources: {
    name: string;
    documents: number;
    error?: number;
    prints?: number;
  }[];
  languages: {
    name: string;
    documents: number;
    error?: number;
    prints?: number;
  }[];
  subjects: {
    name: string;
    documents: number;
    error?: number;
    prints?: number;
  }[];
  days: {
    date: string;
    documents: number;
    error?: number;
    prints?: number;
  }[];
  timeline: {
    interval: 'day' | 'month';
    items: {
      date: string;
      documents: number;
      error?: number;
      prints?: number;
    }[];
  };
  countries: {
    name: string;
    documents: number;
    error?: number;
    prints?: number;
  }[];
  entities: {
    person: {
      entity: {
        id: string;
        name: string;
        type: 'person' | 'place' | 'organization' | 'group' | 'event';
      };
      documents: number;
      error?: number;
      prints?: number;
    }[];
    place: {
      entity: {
        id: string;
        name: string;
        type: 'person' | 'place' | 'organization' | 'group' | 'event';
      };
      documents: number;
      error?: number;
      prints?: number;
    }[];
    organization: {
      entity: {
        id: string;
        name: string;
        type: 'person' | 'place' | 'organization' | 'group' | 'event';
      };
      documents: number;
      error?: number;
      prints?: number;
    }[];
    group: {
      entity: {
        id: string;
        name: string;
        type: 'person' | 'place' | 'organization' | 'group' | 'event';
      };
      documents: number;
      error?: number;
      prints?: number;
    }[];
    event: {
      entity: {
        id: string;
        name: string;
        type: 'person' | 'place' | 'organization' | 'group' | 'event';
      };
      documents: number;
      error?: number;
      prints?: number;
    }[];
  };
  partial?: {
    read: number;
    message: string;
  };
};

export type DocumentReprints = {
  items: DocumentReprintItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
};

export type DocumentReprintItem = {
  id: string;
  key: string;
  part?: string;
  title: string;
  standfirst?: string;
  byline?: string;
  published?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  modified?: {
    value: string;
    precision: 'year' | 'month' | 'day' | 'minute' | 'second';
    tzKnown: boolean;
    source: string;
  };
  heldBack?: {
    status: 'canceled' | 'withheld' | 'embargoed';
    until?: {
      value: string;
      precision: 'year' | 'month' | 'day' | 'minute' | 'second';
      tzKnown: boolean;
      source: string;
    };
  };
  ingested: string;
  source: string;
  url?: string;
  language: string;
  authors: string[];
  entities: {
    id: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    name: string;
    mentions: number;
  }[];
  entitiesTotal: number;
  links: {
    self: string;
    text: string;
    mentions: string;
    versions: string;
    reprints: string;
  };
  printed: string;
  resemblance: number;
  changes?: {
    title?: {
      from: string | null;
      to: string | null;
    };
    byline?: {
      from: string | null;
      to: string | null;
    };
    published?: {
      from: {
        value: string;
        precision: 'year' | 'month' | 'day' | 'minute' | 'second';
        tzKnown: boolean;
        source: string;
      } | null;
      to: {
        value: string;
        precision: 'year' | 'month' | 'day' | 'minute' | 'second';
        tzKnown: boolean;
        source: string;
      } | null;
    };
    heldBack?: {
      from: {
        status: 'canceled' | 'withheld' | 'embargoed';
        until?: {
          value: string;
          precision: 'year' | 'month' | 'day' | 'minute' | 'second';
          tzKnown: boolean;
          source: string;
        };
      } | null;
      to: {
        status: 'canceled' | 'withheld' | 'embargoed';
        until?: {
          value: string;
          precision: 'year' | 'month' | 'day' | 'minute' | 'second';
          tzKnown: boolean;
          source: string;
        };
      } | null;
    };
    words: {
      added: number;
      removed: number;
    };
    replaced?: true;
    passages: {
      op: 'same' | 'add' | 'remove';
      text: string;
      cut?: true;
    }[][];
    passagesTotal: number;
    compared?: {
      characters: number;
      of: number;
    };
  };
};

export type Stories = {
  items: StoryItem[];
  next: string | null;
  partial?: {
    read: number;
    message: string;
  };
  asOf?: string;
};

export type StoryItem = {
  id: string;
  title: string;
  documents: number;
  sources: string[];
  first: string;
  last: string;
  entities: {
    id: string;
    name: string;
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    documents: number;
  }[];
  timeline: {
    date: string;
    documents: number;
  }[];
  headlines: {
    id: string;
    title: string;
    source: string;
    published: string;
  }[];
};

export type Trends = {
  date: string;
  documents: number;
  baseline: number;
  entities: {
    documents: number;
    expected: number;
    score: number;
    entity: {
      id: string;
      name: string;
      type: 'person' | 'place' | 'organization' | 'group' | 'event';
    };
  }[];
  terms: {
    documents: number;
    expected: number;
    score: number;
    term: string;
  }[];
  asOf?: string;
  partial?: {
    read: number;
    message: string;
  };
};

export type ExportsPending = {
  state: 'running';
  documents: number;
  begun: string;
};

export type Stats = {
  documents: number;
  undated: number;
  first?: string;
  last?: string;
  sources: {
    name: string;
    documents: number;
  }[];
  sourcesTotal: number;
  languages: {
    name: string;
    documents: number;
  }[];
};

export type Cost = {
  currency: 'USD';
  perDocument: {
    writeUnits: number;
    readUnits: number;
    puts: number;
    gets: number;
    messages: number;
    invocations: number;
    gigabyteSeconds: number;
  };
  prices: {
    writeUnits: number;
    readUnits: number;
    puts: number;
    gets: number;
    messages: number;
    invocations: number;
    gigabyteSeconds: number;
  };
  perMillion: {
    dynamodb: number;
    s3: number;
    sqs: number;
    lambda: number;
    total: number;
  };
  documents: number;
  estimate: {
    dynamodb: number;
    s3: number;
    sqs: number;
    lambda: number;
    total: number;
  };
};

export type QuarantineRedriveResult = {
  keys: number;
  deadLetters: number;
  next: string | null;
};

export type UploadsResult = {
  method: 'PUT';
  url: string;
  headers: Record<string, string>;
  expires: string;
};

/** What each operation takes and answers, by its id. */
export interface Operations {
  /** How much work is left to do. */
  getHealth: { parameters: Record<never, never>; answer: Health };
  /** Documents that pass all filters, newest first, undated last. */
  getDocuments: { parameters: {
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** reprints */
    collapse?: 'reprints';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Documents };
  /** As an Atom feed: the newest documents that pass all filters. */
  getDocumentsFeedAtom: { parameters: {
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: string };
  /** As a JSON Feed: the newest documents that pass all filters. */
  getDocumentsFeedJson: { parameters: {
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: JsonFeed };
  /** Everything known about a document except its text. */
  getDocument: { parameters: {
    /** The id of a document. */
    id: string;
  }; answer: Document };
  /** The text of a document, into which all offsets point, or a piece of it. */
  getDocumentText: { parameters: {
    /** The id of a document. */
    id: string;
    /** an offset into the text, in UTF-16 units */
    start?: number;
    /** an offset into the text, in UTF-16 units */
    end?: number;
  }; answer: DocumentText };
  /** Every mention of an entity or date in a document, with offsets, model and reason. */
  getDocumentMentions: { parameters: {
    /** The id of a document. */
    id: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: DocumentMentions };
  /** The versions of a document in the files that hold it, with what changed. */
  getDocumentVersions: { parameters: {
    /** The id of a document. */
    id: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: DocumentVersions };
  /**
   * The history of a document: its sources and their versions, what came of each, models, times, and
   * pending work.
   */
  getDocumentTrace: { parameters: {
    /** The id of a document. */
    id: string;
  }; answer: DocumentTrace };
  /** What is known about an entity: its name forms, its counts, its first and last day. */
  getEntity: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
  }; answer: Entity };
  /** Documents that mention an entity, newest first. */
  getEntityDocuments: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** reprints */
    collapse?: 'reprints';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
    /** one of politics, royalty, church, forces, law, police, sport, arts, science, business */
    role?: 
      | 'politics'
      | 'royalty'
      | 'church'
      | 'forces'
      | 'law'
      | 'police'
      | 'sport'
      | 'arts'
      | 'science'
      | 'business';
  }; answer: Documents };
  /** How many documents mention an entity per day, week or month, earliest first. */
  getEntityTimeline: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** one of day, week, month */
    interval?: 'day' | 'week' | 'month';
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: EntityTimeline };
  /** Short names that other documents put to an entity, with confidence and evidence, newest first. */
  getEntityLinks: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: EntityLinks };
  /** Entities whose names may be spellings of the same name, those in most documents first, at most 20. */
  getEntitySpellings: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
  }; answer: EntitySpellings };
  /** The entities that an entity is mentioned with, most frequent first. */
  getEntityCoMentions: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: EntityCoMentions };
  /** As an Atom feed: the newest documents that mention an entity. */
  getEntityFeedAtom: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: string };
  /** As a JSON Feed: the newest documents that mention an entity. */
  getEntityFeedJson: { parameters: {
    /** The type of an entity. */
    type: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** The part of an entity id after its type. */
    slug: string;
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: JsonFeed };
  /** The neighbourhood of an entity: those it is most often mentioned with, and the links among them. */
  getGraph: { parameters: {
    /** an id like person/antony-blinken */
    entity: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
  }; answer: Graph };
  /**
   * How two entities are connected: the shortest chains of documents from one to the other, at most
   * three steps.
   */
  getPaths: { parameters: {
    /** an id like person/antony-blinken */
    from_entity: string;
    /** an id like person/antony-blinken */
    to_entity: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
  }; answer: Paths };
  /** What happened to documents since a time, earliest first. */
  getChanges: { parameters: {
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    since: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Changes };
  /** People's decisions on who is who, the newest first, and how far each is applied. */
  getDecisions: { parameters: {
    /** an id like person/antony-blinken */
    entity?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Decisions };
  /** Decides who is who: merge, split, rename, retype, hide, pin, or undo an earlier decision. */
  postDecisions: { parameters: {
    /** one of merge, split, rename, retype, hide, pin, undo */
    action: 'merge' | 'split' | 'rename' | 'retype' | 'hide' | 'pin' | 'undo';
    /** who decides, at most 100 characters */
    author: string;
    /** why, at most 500 characters */
    reason: string;
    /** an id like person/antony-blinken */
    entity?: string;
    /** an id like person/antony-blinken */
    into?: string;
    /** an id like person/antony-blinken */
    to?: string;
    /** ids of documents with commas between them, at most 100 */
    documents?: string;
    /** the id of a document, at most 40 characters */
    document?: string;
    /** how a mention is written, at most 200 characters */
    surface?: string;
    /** the name to show, at most 200 characters */
    name?: string;
    /** one of person, place, organization, group, event */
    type?: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** the id of the decision to undo */
    decision?: string;
  }; answer: DecisionItem };
  /** What was refused or given up on, latest first. */
  getQuarantine: { parameters: {
    /**
     * one of input.empty, input.too_large, input.unknown_format, input.truncated, input.crashed,
     * input.unreadable, archive.bomb, archive.lying_size, archive.path, archive.encrypted,
     * archive.nested, decode.charset, xml.malformed, xml.entity_decl, xml.too_deep, html.too_complex,
     * json.malformed, json.no_article, csv.malformed, authority.malformed, mail.malformed,
     * pdf.encrypted, pdf.no_text, pdf.malformed, docx.malformed, warc.malformed, extract.no_content,
     * extract.too_short, extract.timeout, fault.normalize, fault.extract, fault.store, fault.index,
     * fault.sweep, fault.lost
     */
    code?: 
      | 'input.empty'
      | 'input.too_large'
      | 'input.unknown_format'
      | 'input.truncated'
      | 'input.crashed'
      | 'input.unreadable'
      | 'archive.bomb'
      | 'archive.lying_size'
      | 'archive.path'
      | 'archive.encrypted'
      | 'archive.nested'
      | 'decode.charset'
      | 'xml.malformed'
      | 'xml.entity_decl'
      | 'xml.too_deep'
      | 'html.too_complex'
      | 'json.malformed'
      | 'json.no_article'
      | 'csv.malformed'
      | 'authority.malformed'
      | 'mail.malformed'
      | 'pdf.encrypted'
      | 'pdf.no_text'
      | 'pdf.malformed'
      | 'docx.malformed'
      | 'warc.malformed'
      | 'extract.no_content'
      | 'extract.too_short'
      | 'extract.timeout'
      | 'fault.normalize'
      | 'fault.extract'
      | 'fault.store'
      | 'fault.index'
      | 'fault.sweep'
      | 'fault.lost';
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    since?: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Quarantine };
  /** Handles again what is in quarantine: all of it, everything with one code, or one file. */
  postQuarantineRedrive: { parameters: {
    /**
     * one of input.empty, input.too_large, input.unknown_format, input.truncated, input.crashed,
     * input.unreadable, archive.bomb, archive.lying_size, archive.path, archive.encrypted,
     * archive.nested, decode.charset, xml.malformed, xml.entity_decl, xml.too_deep, html.too_complex,
     * json.malformed, json.no_article, csv.malformed, authority.malformed, mail.malformed,
     * pdf.encrypted, pdf.no_text, pdf.malformed, docx.malformed, warc.malformed, extract.no_content,
     * extract.too_short, extract.timeout, fault.normalize, fault.extract, fault.store, fault.index,
     * fault.sweep, fault.lost
     */
    code?: 
      | 'input.empty'
      | 'input.too_large'
      | 'input.unknown_format'
      | 'input.truncated'
      | 'input.crashed'
      | 'input.unreadable'
      | 'archive.bomb'
      | 'archive.lying_size'
      | 'archive.path'
      | 'archive.encrypted'
      | 'archive.nested'
      | 'decode.charset'
      | 'xml.malformed'
      | 'xml.entity_decl'
      | 'xml.too_deep'
      | 'html.too_complex'
      | 'json.malformed'
      | 'json.no_article'
      | 'csv.malformed'
      | 'authority.malformed'
      | 'mail.malformed'
      | 'pdf.encrypted'
      | 'pdf.no_text'
      | 'pdf.malformed'
      | 'docx.malformed'
      | 'warc.malformed'
      | 'extract.no_content'
      | 'extract.too_short'
      | 'extract.timeout'
      | 'fault.normalize'
      | 'fault.extract'
      | 'fault.store'
      | 'fault.index'
      | 'fault.sweep'
      | 'fault.lost';
    /** the key of a file, at most 1024 characters */
    key?: string;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: QuarantineRedriveResult };
  /** An address to upload a file to, with its metadata; the file arrives in the inbox. */
  postUploads: { parameters: {
    /** a path like wire/2021-05-03/story.txt, of at most 1,024 bytes */
    key: string;
    /** the exact length of the file in bytes, 1 to 268435456 */
    bytes: number | string;
    /** a media type like text/html; charset=utf-8 */
    contentType?: string;
    /** the http or https address at which it was published, at most 2048 characters */
    url?: string;
    /** the name of its source, at most 200 characters */
    source?: string;
    /** when it was published, like 2021-05-03 or 2021-05-03T10:30:00Z */
    published?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** its title, at most 300 characters */
    title?: string;
  }; answer: UploadsResult };
  /** What became of an uploaded file: its documents, or why it was refused and what helps. */
  getUploads: { parameters: {
    /** a path like wire/2021-05-03/story.txt, of at most 1,024 bytes */
    key: string;
  }; answer: Uploads };
  /** This description, as OpenAPI 3.1. */
  getOpenapiJson: { parameters: Record<never, never>; answer: OpenapiJson };
  /** Documents whose text contains words and phrases, by relevance or newest first. */
  getSearch: { parameters: {
    /** words, "phrases" and filters, at most 1000 characters */
    q?: string;
    /** one of relevance, newest */
    order?: 'relevance' | 'newest';
    /** reprints */
    collapse?: 'reprints';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Search };
  /** As an Atom feed: the newest documents whose text contains words and phrases. */
  getSearchFeedAtom: { parameters: {
    /** words, "phrases" and filters, at most 1000 characters */
    q: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: string };
  /** As a JSON Feed: the newest documents whose text contains words and phrases. */
  getSearchFeedJson: { parameters: {
    /** words, "phrases" and filters, at most 1000 characters */
    q: string;
    /** one of published, arrived */
    order?: 'published' | 'arrived';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** an API key with the scope feed, at most 200 characters */
    key?: string;
  }; answer: JsonFeed };
  /** Entities by the beginning of a name; without one, those in the most documents. */
  getEntities: { parameters: {
    /** the beginning of a name, at most 200 characters */
    q?: string;
    /** one of person, place, organization, group, event */
    type?: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** one of documents, mentions, rising */
    order?: 'documents' | 'mentions' | 'rising';
    /** a search, whose documents alone are counted */
    within?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** the name of a source, at most 300 characters */
    source?: string;
    /** reprints */
    collapse?: 'reprints';
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Entities };
  /** Sources, languages, subjects, days, countries and entities of the documents that a search finds. */
  getFacets: { parameters: {
    /** words, "phrases" and filters, at most 1000 characters */
    q?: string;
    /** reprints */
    collapse?: 'reprints';
    /** a whole number from 1 to 100 */
    limit?: number;
  }; answer: Facets };
  /** Who printed the story of a document, in what order and with what changes. */
  getDocumentReprints: { parameters: {
    /** The id of a document. */
    id: string;
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: DocumentReprints };
  /** Events that several documents report, those with most sources first. */
  getStories: { parameters: {
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    to?: string;
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** a whole number from 1 to 100 */
    limit?: number;
    /** the `next` of the previous page, at most 1024 characters */
    cursor?: string;
  }; answer: Stories };
  /** Entities and words in more documents of a day than the 28 days before suggest. */
  getTrends: { parameters: {
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    date?: string;
    /** one of person, place, organization, group, event */
    type?: 'person' | 'place' | 'organization' | 'group' | 'event';
    /** a whole number from 4 to 9999 */
    minimum?: number;
    /** a whole number from 1 to 100 */
    limit?: number;
  }; answer: Trends };
  /**
   * All documents that a search or filters find, as JSON lines, CSV, ninjs, JSON-LD, FollowTheMoney or
   * Web Annotations.
   */
  getExports: { parameters: {
    /** one of jsonl, csv, ninjs, jsonld, ftm, annotations */
    format: 'jsonl' | 'csv' | 'ninjs' | 'jsonld' | 'ftm' | 'annotations';
    /** words, "phrases" and filters, at most 1000 characters */
    q?: string;
    /** ids like person/antony-blinken, at most 10 of them */
    entity?: string[];
    /** the name of a source, at most 300 characters */
    source?: string;
    /** a language tag like en or pt-BR */
    language?: string;
    /** an ISO 3166-1 code like FR */
    country?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    published_to?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_from?: string;
    /** a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999 */
    ingested_to?: string;
  }; answer: string | ExportsPending };
  /** How many documents there are, by source, language and day. */
  getStats: { parameters: Record<never, never>; answer: Stats };
  /** What documents cost on AWS: measured use, list prices and an estimate. */
  getCost: { parameters: Record<never, never>; answer: Cost };
}

/** How each operation is requested. */
export const operations = {
  getHealth: { method: 'GET', path: '/v1/health' },
  getDocuments: { method: 'GET', path: '/v1/documents' },
  getDocumentsFeedAtom: { method: 'GET', path: '/v1/documents/feed.atom' },
  getDocumentsFeedJson: { method: 'GET', path: '/v1/documents/feed.json' },
  getDocument: { method: 'GET', path: '/v1/documents/{id}' },
  getDocumentText: { method: 'GET', path: '/v1/documents/{id}/text' },
  getDocumentMentions: { method: 'GET', path: '/v1/documents/{id}/mentions' },
  getDocumentVersions: { method: 'GET', path: '/v1/documents/{id}/versions' },
  getDocumentTrace: { method: 'GET', path: '/v1/documents/{id}/trace' },
  getEntity: { method: 'GET', path: '/v1/entities/{type}/{slug}' },
  getEntityDocuments: { method: 'GET', path: '/v1/entities/{type}/{slug}/documents' },
  getEntityTimeline: { method: 'GET', path: '/v1/entities/{type}/{slug}/timeline' },
  getEntityLinks: { method: 'GET', path: '/v1/entities/{type}/{slug}/links' },
  getEntitySpellings: { method: 'GET', path: '/v1/entities/{type}/{slug}/spellings' },
  getEntityCoMentions: { method: 'GET', path: '/v1/entities/{type}/{slug}/co-mentions' },
  getEntityFeedAtom: { method: 'GET', path: '/v1/entities/{type}/{slug}/feed.atom' },
  getEntityFeedJson: { method: 'GET', path: '/v1/entities/{type}/{slug}/feed.json' },
  getGraph: { method: 'GET', path: '/v1/graph' },
  getPaths: { method: 'GET', path: '/v1/paths' },
  getChanges: { method: 'GET', path: '/v1/changes' },
  getDecisions: { method: 'GET', path: '/v1/decisions' },
  postDecisions: { method: 'POST', path: '/v1/decisions' },
  getQuarantine: { method: 'GET', path: '/v1/quarantine' },
  postQuarantineRedrive: { method: 'POST', path: '/v1/quarantine/redrive' },
  postUploads: { method: 'POST', path: '/v1/uploads' },
  getUploads: { method: 'GET', path: '/v1/uploads' },
  getOpenapiJson: { method: 'GET', path: '/openapi.json' },
  getSearch: { method: 'GET', path: '/v1/search' },
  getSearchFeedAtom: { method: 'GET', path: '/v1/search/feed.atom' },
  getSearchFeedJson: { method: 'GET', path: '/v1/search/feed.json' },
  getEntities: { method: 'GET', path: '/v1/entities' },
  getFacets: { method: 'GET', path: '/v1/facets' },
  getDocumentReprints: { method: 'GET', path: '/v1/documents/{id}/reprints' },
  getStories: { method: 'GET', path: '/v1/stories' },
  getTrends: { method: 'GET', path: '/v1/trends' },
  getExports: { method: 'GET', path: '/v1/exports' },
  getStats: { method: 'GET', path: '/v1/stats' },
  getCost: { method: 'GET', path: '/v1/cost' },
} as const satisfies Record<keyof Operations, { method: 'GET' | 'POST'; path: string }>;
