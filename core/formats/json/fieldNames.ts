/**
 * The common field names of articles in JSON, JSON Lines, JSON Feed and CSV, also of content systems and
 * scrapers, and in the languages of their users. docs/formats.md lists them.
 */

import { wordList } from '../../text/wordSet.ts';

/** For each field of an article, its possible names in order of preference. */
export const fieldNames = {
  id: ['id_str', 'id', 'guid', 'uuid', 'uri', '_id', 'article_id', 'articleId'],
  title: wordList`
    title headline headlines webTitle post_title article_title news_title story_title titel überschrift
    schlagzeile titre título titular titolo otsikko tytuł заголовок
  `,
  /** Objects of any kind have this field, so it is a title only if there is a text too. */
  name: ['name'],
  kicker: ['kicker', 'section_label'],
  standfirst: wordList`
    standfirst summary description short_description abstract subtitle lead excerpt trailText dek
    post_excerpt custom_excerpt subheadlines opening_text hit_sentence snippet untertitel zusammenfassung
    chapô résumé resumen resumo sommario
  `,
  text: wordList`
    content_text content_html text body content articleBody article article_text body_text bodyText
    body_html full_text fulltext maintext post_content selftext lead_paragraph plaintext script transcript
    script_text story_text inhalt volltext manuskript sprechertext transkript
    artikeltext haupttext fließtext texte contenu texto cuerpo contenido conteúdo testo contenuto tekst
    teksti текст
  `,
  published: wordList`
    date_published published datePublished published_at publishedAt published_date publication_date pubDate
    publish_date date_publish webPublicationDate dateTimePub dateTime date_gmt date created_at createdAt
    pub_date post_date_gmt post_date display_date created_utc created datum dato fecha data
    air_date veröffentlicht erscheinungsdatum erscheinungstag päivämäärä дата
  `,
  modified: wordList`
    date_modified modified_gmt post_modified_gmt modified dateModified updated updated_at updatedAt
    lastModified changed
  `,
  authors: wordList`
    authors author byline creator user account journalist writer writers reporter influencer presenter autor
    autoren autorin verfasser auteur auteurs autores autore autori автор
  `,
  url: ['url', 'link', 'permalink', 'href', 'web_url', 'webUrl'],
  canonicalUrl: ['canonical_url', 'canonicalUrl', 'external_url'],
  language: ['language', 'lang', 'inLanguage', 'langcode', 'sprache', 'langue', 'idioma', 'lingua'],
  source: wordList`
    source provider outlet media_outlet media_name site_name publication newspaper source_domain
    source-hostname sitename source_name quelle medium zeitung fuente medio fonte
  `,
  publisher: ['publisher'],
  subjects: ['tags', 'keywords', 'subjects', 'categories', 'topics', 'schlagwörter', 'etiquetas'],
  genre: ['section', 'genre', 'category', 'section_name', 'ressort', 'rubrik', 'rubrique', 'sección'],
  usageTerms: ['usage_terms', 'usageterms', 'usageTerms', 'rights', 'license'],
  urgency: ['urgency', 'priority'],
  status: ['status', 'post_status', 'pubstatus', 'pubStatus'],
  /** Columns of Dateline's own tables; in its JSON, an object has both. */
  heldBack: ['heldBack'],
  embargo: wordList`
    heldUntil embargoed embargo embargoedUntil embargoUntil embargo_until embargo_date embargoDate
    sperrfrist
  `,
  located: ['located', 'dateline', 'location'],
} as const;
