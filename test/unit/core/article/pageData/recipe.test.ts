import { expect, test } from 'vitest';
import { blocksUnder } from '../../../../../core/article/blocks.ts';
import { recipeText, withRecipe } from '../../../../../core/article/pageData/recipe.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';

test('ingredients and steps, in each form that schema.org allows', () => {
  const ingredients = ['2 kg potatoes', '3 leeks'];
  const steps = ['Peel the potatoes.', 'Boil them.'];
  const lines = [...ingredients, ...steps].join('\n');
  const asSteps = steps.map((text) => ({ '@type': 'HowToStep', text }));
  const section = { '@type': 'HowToSection', name: 'Soup', itemListElement: asSteps };
  for (const recipeInstructions of [steps, asSteps, [section]])
    expect(recipeText({ recipeIngredient: ingredients, recipeInstructions })).toBe(lines);
  expect(recipeText({ ingredients, recipeInstructions: steps.join('\n') })).toBe(lines);
});

test('an object without ingredients or steps has no text', () => {
  expect(recipeText({ name: 'Soup', recipeInstructions: 7 })).toBe('');
});

test('sections nested without end are left', () => {
  const section: Record<string, unknown> = {};
  section.itemListElement = [section];
  expect(recipeText({ recipeInstructions: section })).toBe('');
});

test('where a page prints the lines of its recipe first, they are probable enough', () => {
  const { root } = parseHtml(
    '<p>A soup for ten.</p><ul><li>potatoes, 2 kg</li><li>3 leeks</li></ul><p>3 leeks</p><p>Wine: none</p>',
  ) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const given = [0.9, 0.1, 0.4, 0.1, 0.1];
  expect(withRecipe(blocks, given, 'potatoes, 2 kg\n3 leeks', 0.25)).toEqual([0.9, 0.25, 0.4, 0.1, 0.1]);
  expect(withRecipe(blocks, given, '', 0.25)).toEqual(given);
});

test('a line without a run of words is compared as a whole, and signs are no line', () => {
  const { root } = parseHtml('<p>2 large eggs</p><p><b>50</b> g butter</p><p>↖</p><p>2 eggs</p>') as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  const given = [0.1, 0.1, 0.1, 0.1];
  expect(withRecipe(blocks, given, '2 large eggs\n50 g butter\n-', 0.25)).toEqual([0.25, 0.25, 0.1, 0.1]);
});

test('a menu above the headline and a link to an ingredient are no lines of the recipe', () => {
  const { root } = parseHtml(
    '<p>Butter</p><h1>Soup</h1><p><a href="/b">Butter</a></p><p>Butter</p>',
  ) as HtmlPage;
  const blocks = blocksUnder(root, () => false);
  expect(withRecipe(blocks, [0.1, 0.1, 0.1, 0.1], 'Butter\nSalt', 0.25)).toEqual([0.1, 0.1, 0.1, 0.25]);
});
