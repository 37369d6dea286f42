/** Recognises what a page says beside its forms and in place of content that it may not load yet. */
import { anyOf } from '../../text/anyOf.ts';
import { hasQuotation, namesSpeaker } from '../speakers.ts';

const signingUp = 'signing up|subscribing|registering|submitting|clicking|entering your e-?mail';
const agree = '(?:stimm|akzeptier|willig|erklär)(?:en sie|e ich|s?t (?:du|ihr))';
/** What whoever signs up agrees to. */
const agreements = anyOf`
  by (?:${signingUp})[^.!?]{0,80} you (?:agree|consent|accept|acknowledge), we use your sign-?up,
  mit (?:der|ihrer|deiner) (?:anmeldung|registrierung)[^.!?]{0,80} ${agree},
  en vous (?:inscrivant|abonnant)[^.!?]{0,80} vous (?:accept|reconnaiss),
  al (?:suscribirte|registrarte|inscribirte)[^.!?]{0,80} acept, iscrivendoti[^.!?]{0,80} accett,
  ao (?:se )?(?:inscrever|cadastrar|assinar)[^.!?]{0,80} (?:aceita|concorda)
`;
const externally = 'extern[a-z]{1,3} inhalte?';
/** That content of another site is shown only to those who agree. */
const embeddings = anyOf`
  an dieser stelle (?:finden sie|befindet sich|wird|würde|steht)[^!?]{0,100}${externally},
  ^${externally}[sn]? (?:anzeigen|laden), (?:mir|ihnen|dir) ${externally}[^!?]{0,60}angezeigt,
  (?:anzeigen|laden)[^.!?]{0,40} ${externally},
  to (?:show|see|view) (?:you )?this content[^.!?]{0,20} (?:we|you) need,
  we need your (?:permission|consent) (?:to|before),
  pour (?:afficher|voir|lire) ce contenu[^.!?]{0,80}(?:accept|autoris),
  para (?:ver|visualizar) este (?:contenido|conteúdo)[^.!?]{0,80}(?:acept|aceit|autoriz)
`;
/** What a form answers. */
const answers = anyOf`
  invalid e-?mail(?: address)?, (?:please )?enter a valid e-?mail(?: address)?,
  (?:something went wrong|an error occurred)[^.!?]{0,20}[,.]? please try again(?: later)?
`;
const formText = new RegExp(String.raw`\b(?:${agreements}|${embeddings})|^(?:${answers})[.!]?$`, 'i');
const maxFormText = 500;

/** Whether the text belongs to a form: "By signing up, you agree to our terms." */
export function isFormText(text: string): boolean {
  return text.length < maxFormText && formText.test(text) && !hasQuotation(text) && !namesSpeaker(text);
}
