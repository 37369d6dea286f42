/** Verb forms that tell of the past or of what is to come, and those of what companies do. */
import { wordSet } from '../../text/wordSet.ts';

/** Auxiliaries of what is to come. */
export const futureAuxiliaries = wordSet`will shall won't may might can could should must cannot can't`;

/** After a form of "be", and before "to" or "for": "is due to", "are scheduled for", "is set to". */
export const plannedStates = wordSet`
  due set scheduled expected planned tipped likely unlikely ready poised bound billed slated hoping planning
  preparing going supposed aiming looking about
`;

/** In the present, and before "to": "plans to", "hopes to". */
export const intentions = wordSet`
  plan plans intend intends hope hopes aim aims want wants expect expects promise promises need needs
`;

/** The present of what has a time fixed beforehand: "the festival opens on Friday", "they play Saturday". */
export const scheduledVerbs = wordSet`
  begins begin starts start opens open closes close ends end expires expire takes take kicks kick plays play
  faces face hosts host meets meet returns return visits visit travels travel leaves leave arrives arrive
  comes come goes go runs run flies fly airs air launches launch resumes resume votes vote continues
  continue
`;

/** Auxiliaries and forms of "be" and "have" that speak of the past. */
export const pastAuxiliaries = wordSet`was were had did wasn't weren't hadn't didn't`;

/** Past tenses that do not end in "-ed". Forms that are also present or nouns ("cut", "set") are left out. */
export const irregularPasts = wordSet`
  said told went came took made won lost saw fell rose began gave got found held ran sent kept led spoke
  wrote broke brought bought built chose drew drove fought flew forgot froze grew heard knew laid left lent
  meant met paid rode sang sold shot shook shown sank slept spent stood stole struck swore swept swam taught
  thought threw understood woke wore became felt sought caught dealt hid slid slipped sued died tied shown
  seen given taken done gone known driven written broken spoken chosen thrown grown drawn beaten born begun
  sworn stolen
`;

/** Past tenses that report a plan: "said" in "she said she would come". */
export const reportedPlans = wordSet`
  said told announced added confirmed insisted warned promised pledged vowed predicted hoped believed thought
  declared indicated suggested agreed decided estimated revealed claimed reported stated hinted
`;

/** Before "its", what a company does: "cut its forecast", "named Vera Orsk head of its". */
export const companyVerbs = wordSet`
  said says announced announces reported reports posted posts cut cuts raised raises lifted lifts lowered
  lowers trimmed slashed doubled boosted launched launches sold sells expanded expands unveiled unveils
  opened opens closed closes moved moves increased increases reduced reduces named names appointed appoints
  issued issues published publishes revised confirmed offered offers plans planned expects intends
  move close open sell raise lift lower reduce increase launch expand keep hire
`;

/** After "it", what a company says of itself: "Velmar said it expected", "Velmar said it would cut its". */
export const statedVerbs = wordSet`
  expected expects planned plans intended intends aimed aims hoped hopes agreed regretted
`;

/** Before a profit or a loss: "posted a record profit". */
export const reportingVerbs = wordSet`reported reports report posted posts post forecast forecasts recorded`;
