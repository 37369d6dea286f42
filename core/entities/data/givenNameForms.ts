/** Forms of English given names that one person may go by: "David Collins" is Dave Collins. */
import { fold } from '../slug.ts';

/** A line for each name, with the forms that people use for it. */
const forms = `
  Abraham Abe
  Albert Al Bert Bertie
  Alexander Alex Alec Sandy
  Alexandra Alex Sandra
  Alfred Alf Alfie
  Alistair Ally Alastair Alasdair
  Andrew Andy Drew
  Anthony Tony Antony
  Archibald Archie
  Arthur Art
  Benjamin Ben Benny
  Bernard Bernie
  Bradley Brad
  Catherine Cathy Cath Katherine Kate Katie Kathy Kathryn Cate
  Charles Charlie Chuck
  Christine Chris Christina Tina
  Christopher Chris
  Clifford Cliff
  Cynthia Cindy
  Daniel Dan Danny
  David Dave Davey Davie
  Deborah Debbie Deb Debra
  Dennis Denny Denis
  Donald Don Donnie
  Dorothy Dot Dottie
  Douglas Doug
  Edward Ed Eddie Ted Teddy Ned
  Edwin Ed Eddie
  Elizabeth Liz Beth Betty Lizzie Eliza Elisabeth
  Eugene Gene
  Florence Flo Florrie
  Francis Frank Frankie Fran
  Franklin Frank
  Frederick Fred Freddie Freddy
  Gabriel Gabe
  Geoffrey Geoff Jeff Jeffrey
  George Georgie
  Gerald Gerry Jerry
  Gerard Gerry
  Gordon Gordy
  Graham Graeme
  Gregory Greg Gregg
  Harold Harry Hal
  Henry Harry Hank
  Herbert Herb Bert
  Hugh Hughie Huw
  Ian Iain
  Jacob Jake
  Jacqueline Jackie Jacqui
  James Jim Jimmy Jamie Jimmie
  Jennifer Jenny Jen
  Jeremy Jerry Jez
  Jessica Jess Jessie
  John Johnny Jack Johnnie Jon
  Jonathan Jon Jonny Jonathon
  Joseph Joe Joey
  Joshua Josh
  Judith Judy
  Julian Jules
  Kenneth Ken Kenny
  Kevin Kev
  Kimberly Kim
  Lawrence Larry Laurence Laurie
  Leonard Len Lenny Leo
  Leslie Les
  Lewis Lew Louis Lou
  Malcolm Mal
  Margaret Maggie Meg Peggy Marge Margie
  Martin Marty Martyn
  Mathew Matt
  Matthew Matt Matty
  Maurice Mo Moe
  Maxwell Max
  Michael Mike Mick Micky Mickey Mikey
  Mitchell Mitch
  Mohamed Mohammed Muhammad Mohammad Mo
  Nathan Nate
  Nathaniel Nate Nat
  Nicholas Nick Nicky Nicolas
  Nicola Nicky Nikki
  Norman Norm
  Oliver Ollie Olly
  Pamela Pam
  Patricia Pat Patsy Trish Patty
  Patrick Pat Paddy
  Peter Pete
  Philip Phil Phillip
  Raymond Ray
  Rebecca Becky Becca
  Reginald Reg Reggie
  Richard Dick Rick Ricky Richie Rich Dickie
  Robert Bob Bobby Rob Robbie Bert
  Rodney Rod
  Roderick Rod Roddy
  Roland Roly
  Ronald Ron Ronnie
  Russell Russ
  Samantha Sam
  Samuel Sam Sammy
  Sidney Sid Sydney Syd
  Simon Si
  Stanley Stan
  Stephen Steve Steven Stevie
  Steven Steve Stevie
  Stuart Stu Stewart
  Susan Sue Susie Suzie
  Terence Terry Terrence
  Theodore Ted Teddy Theo
  Theresa Terry Teresa Tess
  Thomas Tom Tommy
  Timothy Tim Timmy
  Valerie Val
  Victor Vic
  Victoria Vicky Vicki Vikki
  Vincent Vince Vinny
  Walter Walt Wally
  Wilfred Wilf
  William Bill Will Billy Willie Willy
  Zachary Zach Zack`;

const namesByForm = new Map<string, Set<number>>();
forms
  .trim()
  .split('\n')
  .forEach((line, number) => {
    for (const form of line.trim().split(' ')) {
      const folded = fold(form);
      namesByForm.set(folded, (namesByForm.get(folded) ?? new Set()).add(number));
    }
  });

/** Whether people go by this name, folded. */
export function isFormOfGivenName(folded: string): boolean {
  return namesByForm.has(folded);
}

/** Whether one given name may be another form of the other. Both folded, and different. */
export function areFormsOfOneName(one: string, other: string): boolean {
  const others = namesByForm.get(other);
  return others !== undefined && [...(namesByForm.get(one) ?? [])].some((name) => others.has(name));
}
