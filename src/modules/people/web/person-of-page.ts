import { isId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import type { PersonPageReadModel } from '../data/person-page.read-model';
import type { Person } from '../domain/person';

/** The person whom an address names. A record that was merged into another can be read, but no longer changed. */
export async function livingPerson(one: PersonPageReadModel, id: string): Promise<Person> {
  const person = isId(id) ? await one.person(id) : null;
  if (!person || person.mergedIntoId !== null) throw new NotFound('no such person');
  return person;
}
