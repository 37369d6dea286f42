/** Recognises lines that readers' comments have: buttons, whose comment follows, and how old it is. */
import { anyOf } from '../../text/anyOf.ts';

/** Words of the button by which readers answer a comment. */
const replyWords = anyOf`
  (?:click here to )?(?:reply|respond)(?: to (?:comment|this|\p{L}+))?, antworten,
  auf diesen kommentar antworten, répondre, responder, rispondi, reageer, beantwoorden, svar, svara, vastaa,
  odpowiedz, odpovědět, ответить, 返信, 回复, 답글
`;
/** Words of the other buttons of a comment. */
const buttonWords = anyOf`
  report(?: abuse| comment)?, flag, permalink, likes?, dislikes?, upvote, downvote, quote, link, melden,
  zitieren, signaler(?: un abus)?, denunciar, segnala, edit
`;
const button = new RegExp(String.raw`^\W{0,3}(?:${replyWords}|${buttonWords})[\s\d():↓→»]{0,8}$`, 'iu');
/** Buttons that stand in a row with these, but that stories have too. */
const rowWords = anyOf`
  share, save, teilen, partager, compartir, condividi, 分享, 收藏, 举报, 檢舉, 赞, 讚, 踩, 顶, 查看回复, 신고, 공감
`;
const rowOfButtons = new RegExp(
  `^(?:${replyWords}|${buttonWords}|${rowWords})(?: (?:${replyWords}|${buttonWords}|${rowWords}))*$`,
  'iu',
);
const hasReply = new RegExp(`(?:^| )(?:${replyWords})(?: |$)`, 'iu');
/** A word of each of them. */
const mayReply = new RegExp(replyWords, 'iu');
const maxAnswerLine = 90;
const sayingVerbs = anyOf`
  says, said, wrote, writes, sagt, schreibt, schrieb, meint, dit, dice, ha scritto, zegt, schreef
`;
const saysLine = new RegExp(String.raw`^.{1,40}\b(?:${sayingVerbs})(?: (?:on|am|le) .{6,40})?:$`, 'iu');

/** Whether the line is the button by which readers answer a comment, or has it: "Reply · Like 3". */
export function isReplyLine(text: string): boolean {
  // "Svar:" is the label of an answer to a question.
  if (text.length > maxAnswerLine || !mayReply.test(text) || /[:：]$/.test(text)) return false;
  const words = text.replace(/[^\p{L}\p{M}]+/gu, ' ').trim();
  return hasReply.test(words) && rowOfButtons.test(words);
}

/** Whether the line is a button of a comment, such as "Reply", or says whose comment follows. */
export function isAnswerLine(text: string): boolean {
  return text.length <= maxAnswerLine && (button.test(text) || (text.endsWith(':') && saysLine.test(text)));
}

const agoUnits = 'sec|min|hour|hr|day|week|month|year|stunde|minute|tag|woche|monat|jahr|heure|jour|mois|an';
const ago = new RegExp(
  String.raw`^\W{0,3}(?:vor |il y a |hace |há )?(?:\d{1,3}|an?|einer?|einem|un|une|una) ?` +
    String.raw`(?:[smhdwy]|(?:${agoUnits})\p{L}{0,3}|días?|horas?|meses|años?|giorni|ore|uur|dagen)` +
    String.raw`(?: ago| geleden| fa| sitten| siden| sedan)?\W{0,3}$|` +
    String.raw`^\d{1,3} ?(?:秒|分[钟鐘]?|小[时時]|時間|天|日|[个個か]?月|年|[周週]間?|초|분|시간|일|주|개월|달|년) ?(?:前|전)$`,
  'iu',
);

/** Whether the line says how long ago something was: "2 hours ago". */
export function isAgoLine(text: string): boolean {
  return text.length <= 40 && ago.test(text);
}

/** Words of the longest of these: "il y a 2 heures". */
const maxAgoWords = 5;

/** Whether the line ends so: "Jane Doe 2 hours ago". */
export function endsWithAgo(text: string): boolean {
  const words = text.split(' ').slice(-maxAgoWords);
  return words.some((_, from) => isAgoLine(words.slice(from).join(' ')));
}
