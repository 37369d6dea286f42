/** Pieces of the formats' own languages, and characters that break careless code. */
import { pieces } from '../pieces.ts';

export const tokens: readonly string[] = pieces(
  '\0¦\ufeff¦\ud83d\ude00¦\u0315¦\u0300¦\u202e¦\u200d¦\u009b¦\u2028¦\t¦ ¦\n¦\r',
  '"¦""¦","¦\'¦\\¦\\"¦\\ud800¦\\u0000¦{¦}¦[¦]¦[[¦:¦,¦null¦1e999',
  '<¦>¦</¦/>¦<!--¦-->¦<![CDATA[¦]]>¦<?xml version="1.0"?>¦<!DOCTYPE x [¦<!ENTITY a "b">',
  '&¦&amp;¦&#xD800;¦&#0;¦&#99999999;¦&a;¦&nbsp¦<p>¦<div>¦</div>¦<table>¦<script>',
  '</script>¦<script type="application/ld+json">{"@type":"NewsArticle"¦<meta charset="utf-16">',
  '<base href="x">',
  '<item>¦</item>¦<guid>¦<title>¦<entry>¦xmlns:a="b"¦encoding="utf-16"¦<newsItem¦<nitf>¦<rdf:RDF',
  '"title":¦"text":¦"id":¦"items":[¦"@graph":[¦"articleBody":¦"version":"https://jsonfeed.org/version/1"',
  '\r\n\r\n¦\r\n ¦From ¦From: ¦Subject: ¦Date: ¦Message-ID: <a@b>¦--X¦=?utf-8?b?¦?=¦=\r\n¦=3D',
  'Content-Type: multipart/mixed; boundary=X¦Content-Type: message/rfc822',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="../a"¦charset=utf-7¦charset="x¦boundary=""',
  'Content-Length: -1',
  'WARC/1.1\r\n¦WARC-Type: response¦Transfer-Encoding: chunked¦HTTP/1.1 200 OK\r\n¦ffffffff\r\n¦0\r\n\r\n',
  'PK\x03\x04¦PK\x01\x02¦PK\x05\x06¦ustar\x0000¦\x1f\x8b\x08¦%PDF-1.7¦endobj¦endstream¦stream\n',
  '/Kids [2 0 R]¦/Length 5 0 R¦/Filter /FlateDecode¦<<¦>>¦5 0 R¦startxref\n0¦/Type /ObjStm¦xref',
  '<w:p>¦<w:t>¦</w:t>¦w:val="¦---\n¦+++\n¦...\n¦a: &a [*a]¦- ¦> ¦|\n¦title: ¦date: ',
  'title,text¦;¦=1+1¦__proto__¦constructor¦2021-05-03¦May 3, 2021¦24:60¦0000-00-00¦1/1/1',
  'LONDON, May 3 (Reuters) — ¦By Ann Lee and ¦Mr. ¦A. ¦http://¦a@b.¦javascript:¦(¦)¦“¦—',
);
