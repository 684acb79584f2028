import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problems } from '../../contract/errors'
import { AppError } from '../error'
import { problemResponse } from './problem'
import { inSpanish, sentences, titles } from './spanish.mjs'

// Whatever the server can refuse with is found in its sources, so that a sentence without Spanish cannot be added.

const filesOf = (folder: string, kind: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => kind.test(file))
    .map(file => readFileSync(join(folder, file), 'utf8'))

/** What varies in a sentence, as SQL's format() and as a template has it. */
const hole = (text: string) => text.replace(/\$\{[^}]*\}|%s/g, '{}')

/** A rule's refusals, `'403 Why.'`. Those with 422 are words about one value, which stand in `errors`; 404 has none. */
const refusalsIn = (sql: string) =>
  [...sql.matchAll(/'(4\d\d)(?: ((?:[^']|'')*))?'/g)]
    .filter(([, status]) => status !== '404' && status !== '422')
    .map(([, , words]) => hole((words ?? '').replaceAll("''", "'")))

/** Every text of a source that is a sentence: our own begin with a capital and end with a stop, each on a line of its own. */
const sentencesIn = (source: string) =>
  source
    .split('\n')
    .filter(line => !/^\s*(\/\/|\/?\*)/.test(line))
    .flatMap(line => [...line.matchAll(/(['"`])((?:[A-Z]|\$\{)[^\n]*?\.)\1/g)].map(match => hole(match[2]!)))

/** What is given to an error as its words, where it is made: nothing may be made of a text that is no sentence. */
const wordsGiven = (source: string) =>
  [...source.matchAll(/(?:throw|=>|reject\() ?(?:new )?(?:AppError|forbidden|unauthenticated)\(/g)].map(
    ({ index }) => {
      const from = source.indexOf('(', index + 'reject('.length)
      let end = from
      for (let open = 0; end === from || open > 0; end++) {
        if (source[end] === '(') open++
        if (source[end] === ')') open--
      }
      return source.slice(from + 1, end - 1)
    },
  )
/** Words that come from a place which is looked at for itself. */
const handedOn = /^\(?(?:\s*'\w+',)?\s*(?:detail|words|guessed|refused)\b/

const server = filesOf('lib/server', /(?<!\.test)\.ts$/)
const front = readFileSync('scripts/front.mjs', 'utf8')
const raised = new Set([
  ...filesOf('db/functions', /\.sql$/).flatMap(refusalsIn),
  ...server.flatMap(sentencesIn),
  // Its other sentences are for who starts the server.
  ...[...front.matchAll(/detail: (.*?)(?:,| \}|$)/gm)].flatMap(([, text]) => sentencesIn(text!)),
])
/** For who starts the server, or for the log; never an answer. */
const unsaid = ['DATABASE_URL is not set: start with `npm start`.', 'The reader did not read.']

const missing = (said: Iterable<string>) =>
  [...said].filter(sentence => !unsaid.includes(sentence) && inSpanish(sentence) === null)

test('whatever is refused can be said in Spanish', () => {
  expect(raised.size).toBeGreaterThan(60)
  expect(missing(raised)).toEqual([])
  expect(Object.values(problems).filter(({ title }) => !(title in titles))).toEqual([])
})

test('nothing is translated that nobody says any more', () => {
  expect(Object.keys(sentences).filter(sentence => !raised.has(sentence))).toEqual([])
})

test('an error is made with a sentence, or with words that were made elsewhere', () => {
  const given = server.flatMap(wordsGiven)
  expect(given.length).toBeGreaterThan(25)
  expect(given.filter(text => sentencesIn(text).length === 0 && !handedOn.test(text))).toEqual([])
})

test('the database refuses by refuse() alone, so that its rules are all there is to say', () => {
  const raises = filesOf('db/functions', /\.sql$/).flatMap(sql => sql.match(/raise exception using.*/g) ?? [])
  expect(raises).toHaveLength(1)
})

test('control: what has no Spanish is found, however it is raised', () => {
  const sql = `case when x then '403 It''s new.' end; perform refuse(format('409 %s are too many.', n)); refuse('404');`
  expect(missing(refusalsIn(sql))).toEqual(["It's new.", '{} are too many.'])
  expect(refusalsIn("'403'")).toEqual([''])
  const source = `throw forbidden(\n  'Something new.',\n)\nthrow new AppError('gone', \`Only \${n} are left.\`)`
  expect(missing(sentencesIn(source))).toEqual(['Something new.', 'Only {} are left.'])
  expect(wordsGiven("throw new AppError('gone', 'no sentence')")).toEqual(["'gone', 'no sentence'"])
  expect(sentencesIn("'gone', 'no sentence'")).toEqual([])
})

test('no Spanish sentence is empty, English still, or loses what varies', () => {
  for (const [english, spanish] of Object.entries({ ...sentences, ...titles })) {
    expect(spanish, english).not.toBe(english)
    expect(spanish.includes('{}'), english).toBe(english.includes('{}'))
    expect(english.split('{}').length, english).toBeLessThanOrEqual(2)
    expect(/[.]$/.test(spanish), english).toBe(/[.]$/.test(english))
  }
})

test('what varies stands where Spanish has it, whatever it is', () => {
  expect(inSpanish('You may send 60 messages a minute. Wait a moment and send again.')).toBe(
    'Puedes enviar 60 mensajes por minuto. Espera un momento y vuelve a enviar.',
  )
  expect(inSpanish('This address knows $&, $1.')).toBe('Esta dirección conoce $&, $1.')
  expect(inSpanish('Nobody ever said this.')).toBe(null)
  expect(inSpanish('constructor')).toBe(null)
})

const answered = async (language: string | null, error: AppError) => {
  const headers = language === null ? undefined : { 'Accept-Language': language }
  const response = problemResponse(error, new Request('http://a.test/', { headers }), 'id')
  return {
    status: response.status,
    language: response.headers.get('content-language'),
    ...(await response.json()),
  }
}

test('A1: a refusal is answered in the language that is asked for, English where none of ours is', async () => {
  const errors = [{ path: ['seq'], message: 'is too small' }]
  const error = new AppError('invalid', 'See errors for each value that is not valid.', { errors })
  expect(await answered('es-MX, en;q=0.5', error)).toMatchObject({
    status: 422,
    language: 'es',
    title: 'Hay valores que no son válidos',
    detail: 'Hay valores que no son válidos: «errors» dice cuáles.',
    errors,
  })
  for (const language of [null, 'en', '*', 'fr', 'es;q=0', ';q=,,', 'x'.repeat(5000)])
    expect(await answered(language, error)).toMatchObject({
      status: 422,
      language: 'en',
      title: 'Some values are not valid',
      detail: 'See errors for each value that is not valid.',
    })
})

test('outside of production nothing without Spanish goes out', () => {
  const said = () =>
    problemResponse(new AppError('gone', 'Nobody ever said this.'), new Request('http://a.test/'), 'id')
  expect(said).toThrow('Put it into Spanish')
})
