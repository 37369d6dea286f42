import { expect, test } from 'vitest';
import { recipeText } from '../../../../core/article/recipe.ts';

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
