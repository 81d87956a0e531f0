// Answers questions from the index in the folder `search`, of which it loads the files that a question needs. The files are
// scripts, so that the same search works from a server and from a disk. It knows nothing of the page: `search_box.js` shows
// what it finds. How words are read and filed is told in `exports/search/`.
(() => {
  "use strict";

  const FOLDER = new URL("../search/", document.currentScript.src);
  const WORD = /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+(?:['’][\p{L}\p{N}]+)*/gu;
  const ENDINGS = new Set(["", "s", "es", "d", "ed", "e", "ing", "er", "ers", "or", "ors", "y", "ies", "ly", "ion", "ions", "ation", "al", "ment", "ness", "ity", "ic", "ive"]);
  const GUESSED = 0.7; // and how much the word counts that was meant
  const MANNERS = [[/\b(?:should|ought|advi[sc]e|recommend\w*)\b/i, "=manner:advice"], [/\b(?:will|would|could|might|going to|likely|future|predict\w*|forecast\w*)\b/i, "=manner:forecast"]];
  const FITTING = 1.5; // a recommendation where one is asked for, a forecast likewise
  const PREFERRED = 2; // what is by the author or the institution that the question names
  const CHANGED = 1.5; // what a changed letter counts in a typing error
  const HIGHEST = 25; // the level of a posting: how much a word counts in a record
  const KINDS = { statement: 1, proposition: 0.9, event: 0.9, name: 0.95, topic: 0.7, source: 0.9, family: 0.8, judgement: 0.9, brief: 0.8, work: 0.8, synthesis: 0.7 };
  const TITLED = new Set(["name", "topic", "event", "source", "family", "brief", "proposition"]);
  const [ASKED, NAMED] = [0.8, 1.7]; // what is no statement counts for less where a question is asked, and more where its name is
  const WEAKEST = 0.3; // what scores less than this part of the best is no answer
  const FLAT = 0.7; // how much rarity counts: less than by the books, since a rare word of a question may say little
  const WEAK = 0.2; // what a word counts that says nothing but tells how one asks
  const NEAR = 80; // so many of the best are looked at closely
  const VERIFIED = 400; // and in so many a phrase is looked for in the text itself

  // ---- the files -----------------------------------------------------------------------------------------------------

  const parts = new Map();
  const takers = new Map();
  let version = "";

  const take = (name, part) => takers.get(name)?.(part);

  const load = (name) => {
    if (!parts.has(name)) {
      const loading = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        takers.set(name, resolve);
        script.src = new URL(`${name}.js${version ? `?${version}` : ""}`, FOLDER);
        script.onload = () => script.remove();
        script.onerror = () => reject(new Error(`the file ${script.src} of the search index can't be loaded`));
        document.head.append(script);
      });
      loading.catch(() => parts.delete(name));
      parts.set(name, loading);
    }
    return parts.get(name);
  };

  const manifest = async () => {
    const found = await load("manifest");
    version = found.version;
    return found;
  };

  // The number of the file that holds a line: the last one that begins at or before it.
  const fileOf = (starts, sought) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= sought) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const memo = (make) => {
    const known = new Map();
    return (key) => {
      if (!known.has(key)) known.set(key, make(key));
      return known.get(key);
    };
  };

  // Words with the terms that each leads to: [term, weight from 0 to 1].
  const wordsIn = memo(async (file) => {
    const found = new Map();
    for (const line of (await load(`words-${file}`)).split("\n")) {
      const [form, ...terms] = line.split(" ");
      found.set(form, terms.map((term) => term.split("*").map(Number)).map(([term, weight]) => [term, (weight ?? 100) / 100]));
    }
    return found;
  });

  const termsIn = memo(async (file) => (await load(`terms-${file}`)).split("\n"));
  const recordsIn = memo(async (file) => (await load(`records-${file}`)).split("\n"));

  const postings = memo(async (term) => {
    const { terms } = await manifest();
    const file = fileOf(terms, term);
    const line = (await termsIn(file))[term - terms[file]];
    let record = 0;
    return line.trimEnd().split(" ").map((posting) => {
      const at = posting.search(/[A-Z]/);
      record += parseInt(posting.slice(0, at), 36);
      const places = posting.slice(at + 1);
      return { record, level: posting.charCodeAt(at) - 65, places: places ? places.split(".").map((place) => parseInt(place, 36)) : [] };
    });
  });

  const record = async (number) => {
    const { records } = await manifest();
    const file = fileOf(records, number);
    const [kind, address, text, about, note] = JSON.parse((await recordsIn(file))[number - records[file]]);
    return { number, kind, address, text, about, note };
  };

  // ---- words ---------------------------------------------------------------------------------------------------------

  const plain = (word) =>
    word.normalize("NFKD").replace(/[\u0300-\u036f\u3099\u309a]/g, "").normalize("NFC").toLowerCase().replace(/ß/g, "ss").replace(/['’]s?$|['’]/, "");

  const tokens = (text) => (text.normalize("NFKC").match(WORD) ?? []).map((typed) => ({ typed, form: plain(typed) }));

  // A question: words that say something, phrases in quotation marks, and whether its last word may be unfinished.
  const read = (text, empty) => {
    const phrases = [];
    const rest = text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      const inside = tokens(phrase).map((word) => word.form);
      if (inside.length) phrases.push(inside);
      return ` ${phrase} `;
    });
    const says = ({ typed, form }) => !empty.has(form) || (typed.length > 1 && typed === typed.toUpperCase() && typed !== typed.toLowerCase());
    const words = tokens(rest).map((word, place) => ({ ...word, place, says: says(word) }));
    return { words, phrases, unfinished: /[\p{L}\p{N}]$/u.test(text) };
  };

  // How far two words are apart in letters added, dropped or swapped, and in letters changed, which is less often an error and
  // more often another word. More than `most` is not counted to the end.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : CHANGED));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last.at(-1);
  };

  const shared = (one, other) => {
    let count = 0;
    while (count < one.length && one[count] === other[count]) count += 1;
    return count;
  };

  // All words from the files in which words that begin so can stand.
  const beginning = async (start) => {
    const { words } = await manifest();
    const [first, last] = [Math.max(0, fileOf(words, start)), fileOf(words, `${start}\uffff`)];
    const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, place) => wordsIn(first + place)));
    return files.flatMap((file) => [...file]).filter(([form]) => form.startsWith(start));
  };

  const exactly = async (form) => {
    const { words } = await manifest();
    const file = fileOf(words, form);
    return file < 0 ? undefined : (await wordsIn(file)).get(form);
  };

  // Another form of the same word: what stands after the letters that the two share are endings.
  const inflected = async (form) => {
    if (form.length < 4) return undefined;
    const found = (await beginning(form.slice(0, Math.max(3, form.length - 5)))).filter(([other]) => {
      const same = shared(form, other);
      return same >= (form.endsWith("ies") ? 3 : 4) && ENDINGS.has(form.slice(same)) && ENDINGS.has(other.slice(same));
    });
    found.sort(([one], [other]) => shared(form, other) - shared(form, one) || one.length - other.length);
    return found[0]?.[1];
  };

  const completed = async (form) => {
    if (form.length < 2) return undefined;
    const terms = new Map();
    for (const [other, some] of (await beginning(form)).slice(0, 60)) {
      for (const [term, weight] of some) if (weight === 1) terms.set(term, Math.max(terms.get(term) ?? 0, form.length / other.length));
    }
    return terms.size ? [...terms].slice(0, 12) : undefined;
  };

  // Two words written as one.
  const parted = async (form) => {
    for (let at = 3; at <= form.length - 3; at += 1) {
      const [one, other] = [await exactly(form.slice(0, at)), await exactly(form.slice(at))];
      if (one && other) return [...one, ...other];
    }
    return undefined;
  };

  // The nearest word, for a typing error. Errors in the first letter are looked for where the index is small.
  const corrected = async (form) => {
    if (form.length < 4 || /\d/.test(form)) return undefined;
    const most = form.length < 7 ? 1 : 2;
    const { words } = await manifest();
    const near = async (start) =>
      (await beginning(start)).map(([other, terms]) => ({ other, terms, far: distance(form, other, most) })).filter(({ other, far }) => far <= most && other[0] !== "=");
    let found = await near(form[0]);
    if (!found.length && words.length <= 40) found = await near("");
    const counted = await Promise.all(found.map(async (one) => ({ ...one, count: (await postings(one.terms[0][0])).length })));
    counted.sort((one, other) => one.far - other.far || other.terms[0][1] - one.terms[0][1] || other.count - one.count);
    return counted[0];
  };

  // What a turn of phrase leads to; its first word may be in another form: "drifting apart", "drift apart".
  const turnOfPhrase = async ([{ form }, ...rest]) => {
    const bases = ["", "s", "es", "d", "ed", "ing"].filter((ending) => form.endsWith(ending)).map((ending) => form.slice(0, form.length - ending.length));
    const forms = new Set(bases.flatMap((base) => [base, `${base}e`, base.replace(/(.)\1$/, "$1")]));
    const known = await Promise.all([...forms].map((one) => exactly([one, ...rest.map((word) => word.form)].join("_"))));
    return known.find(Boolean);
  };

  // The words of a question, those marked that say nothing; before the words of a turn of phrase stands what it means as a whole.
  const gathered = async (words) => {
    const found = [];
    let end = 0;
    for (const [at, word] of words.entries()) {
      const runs = at < end ? [] : [4, 3, 2].map((length) => words.slice(at, at + length)).filter((run, place) => run.length === 4 - place);
      const known = await Promise.all(runs.map(turnOfPhrase));
      const first = known.findIndex(Boolean);
      if (first >= 0) {
        found.push({ ...word, phrase: true, terms: known[first] });
        end = at + runs[first].length;
      }
      if (word.says || (await exactly(word.form))) found.push({ ...word, weak: !word.says || MANNERS.some(([pattern]) => pattern.test(word.form)) });
    }
    return found;
  };

  // The terms that a word of a question stands for.
  const meant = async (word, unfinished) => {
    const { form } = word;
    if (word.terms) return word;
    const exact = await exactly(form);
    if (exact) return { ...word, terms: exact };
    const terms = (await inflected(form)) ?? (unfinished ? await completed(form) : undefined) ?? (await parted(form));
    if (terms) return { ...word, terms };
    const right = await corrected(form);
    return right ? { ...word, terms: right.terms.map(([term, weight]) => [term, weight * GUESSED]), instead: right.other } : { ...word, terms: [] };
  };

  // ---- ranking -------------------------------------------------------------------------------------------------------

  const rarity = (count, all) => Math.log(1 + (all - count + 0.5) / (count + 0.5)) ** FLAT;

  // For each record the best of what a word stands for, and where it stands in it. How rare a word is, is told by the commonest
  // of its own terms, and by the rarest of what a turn of phrase leads to; a term that is less rare counts less.
  const matched = async (word, all) => {
    const counting = word.terms.filter(([, weight]) => weight > 0);
    const lists = await Promise.all(counting.map(async ([term, weight]) => ({ weight, list: await postings(term) })));
    if (!lists.length) return { ...word, best: new Map(), rarity: 0 };
    const top = Math.max(...lists.map(({ weight }) => weight));
    const rarities = lists.filter(({ weight }) => word.phrase || top < GUESSED || weight === top).map(({ list }) => rarity(list.length, all));
    const rare = word.phrase ? Math.max(...rarities) : Math.min(...rarities);
    const best = new Map();
    for (const { weight, list } of lists) {
      const part = (weight * Math.min(1, rarity(list.length, all) / rare)) / HIGHEST;
      for (const { record: number, level, places } of list) {
        const known = best.get(number) ?? { value: 0, weight, places: [] };
        if (part * level > known.value) Object.assign(known, { value: part * level, weight });
        known.places.push(...places);
        best.set(number, known);
      }
    }
    return { ...word, best, rarity: word.weak ? WEAK * rare : rare };
  };

  // Words that follow one another in the question and stand near one another in the record; the nearer, the more.
  const together = (words, number) => {
    let sum = 0;
    for (let place = 1; place < words.length; place += 1) {
      const [one, other] = [words[place - 1], words[place]];
      const [here, there] = [one, other].map((word) => word.best.get(number)?.places ?? []);
      const steps = here.flatMap((a) => there.map((b) => Math.abs(b - a))).filter((step) => step > 0);
      if (steps.length) sum += Math.min(one.rarity, other.rarity) / Math.max(1, Math.min(...steps) - 1);
    }
    return sum;
  };

  // The records that hold a phrase: its words at their distances, then, since words are filed by stem, the text itself.
  const holding = async (phrase) => {
    const { empty } = await manifest();
    const none = new Set(empty);
    const words = phrase.map((form, place) => ({ form, place })).filter(({ form }) => !none.has(form));
    if (!words.length) return new Set();
    const lists = await Promise.all(
      words.map(async ({ form, place }) => {
        const term = (await exactly(form))?.find(([, weight]) => weight === 1)?.[0];
        return { place, list: term === undefined ? [] : await postings(term) };
      }),
    );
    const starts = lists.map(({ place, list }) => new Map(list.map((one) => [one.record, new Set(one.places.map((at) => at - place))])));
    const found = [...starts[0].keys()].filter((number) =>
      [...starts[0].get(number)].some((start) => starts.every((one) => one.get(number)?.has(start))),
    );
    const sought = ` ${phrase.join(" ")} `;
    const texts = await Promise.all(found.slice(0, VERIFIED).map(record));
    return new Set(texts.filter(({ text }) => ` ${tokens(text).map((word) => word.form).join(" ")} `.includes(sought)).map((one) => one.number));
  };

  // The records that filters leave: any choice of one filter, and all filters.
  const left = async (filters) => {
    const sets = await Promise.all(
      filters.map(async (choices) => {
        const terms = await Promise.all(choices.map((choice) => exactly(choice.replaceAll(" ", "_"))));
        const lists = await Promise.all(terms.filter(Boolean).map(([[term]]) => postings(term)));
        return new Set(lists.flat().map((one) => one.record));
      }),
    );
    return sets;
  };

  // Statements under a topic that fits the question count for more.
  const lifted = async (scores, whole) => {
    const { topics } = await manifest();
    const fitting = Object.entries(topics)
      .map(([term, number]) => [Number(term), scores.get(number) ?? 0])
      .filter(([, score]) => score > 0)
      .sort(([, one], [, other]) => other - one)
      .slice(0, 3);
    const lift = new Map();
    for (const [term, score] of fitting) {
      for (const { record: number } of await postings(term)) lift.set(number, Math.max(lift.get(number) ?? 0, score / whole));
    }
    return lift;
  };

  // The statements of the manner that a question asks for.
  const mannered = async (text) => {
    const terms = await Promise.all(MANNERS.filter(([pattern]) => pattern.test(text)).map(([, form]) => exactly(form)));
    const lists = await Promise.all(terms.filter(Boolean).map(([[term]]) => postings(term)));
    return new Set(lists.flat().map((one) => one.record));
  };

  // The records by the authors and institutions that a question names: terms that count nothing are their facets.
  const named = async (words) => {
    const facets = words.flatMap(({ terms }) => terms.filter(([, weight]) => weight === 0));
    const lists = await Promise.all(facets.map(([term]) => postings(term)));
    return new Set(lists.flat().map((one) => one.record));
  };

  const ranked = async (words, allowed, text, asked) => {
    const { count, kinds } = await manifest();
    const whole = words.reduce((sum, word) => sum + word.rarity, 0) || 1;
    const scores = new Map();
    const covered = new Map();
    for (const word of words) {
      for (const [number, { value, weight }] of word.best) {
        scores.set(number, (scores.get(number) ?? 0) + word.rarity * value);
        covered.set(number, (covered.get(number) ?? 0) + word.rarity * Math.sqrt(weight));
      }
    }
    const lift = await lifted(scores, whole);
    const [fitting, preferred] = [await mannered(text), await named(words)];
    const telling = words.filter(({ weak, phrase }) => !weak && !phrase);
    const starts = kinds.map(([, first]) => first);
    const worth = (number) => {
      const kind = kinds[fileOf(starts, number)][0];
      const own = KINDS[kind] * (preferred.has(number) ? PREFERRED : 1);
      if (kind === "statement") return own * (fitting.has(number) ? FITTING : 1);
      if (asked) return own * ASKED;
      return TITLED.has(kind) && telling.length <= 3 && telling.every(({ best }) => best.get(number)?.weight === 1) ? own * NAMED : own;
    };
    const full = (number, score) => score * (0.4 + (0.6 * covered.get(number)) / whole) * (1 + 0.2 * (lift.get(number) ?? 0)) * worth(number);
    const order = (one, other) => other.score - one.score || one.number - other.number;
    const found = [...scores].filter(([number]) => number < count && allowed(number)).map(([number, score]) => ({ number, score: full(number, score) }));
    found.sort(order);
    const near = found.slice(0, NEAR).map(({ number, score }) => ({ number, score: score + 0.5 * together(words, number) * worth(number) }));
    const best = [...near.sort(order), ...found.slice(NEAR)];
    return best.filter(({ score }) => score >= WEAKEST * best[0].score);
  };

  // Find what answers a question: the hits' numbers, best first, and for each word that was taken for another one which.
  const search = async (text, filters = []) => {
    const { count, empty, common } = await manifest();
    const question = read(text, new Set(empty));
    const words = await gathered(question.words);
    const read_ = await Promise.all(words.map((word, place) => meant(word, question.unfinished && place === words.length - 1)));
    const frequent = new Set(common);
    const rare = read_.filter(({ terms }) => terms.length && !frequent.has(terms[0][0]));
    const used = await Promise.all((rare.length ? rare : read_).map((word) => matched(word, count)));
    const sets = [...(await left(filters)), ...(await Promise.all(question.phrases.map(holding)))];
    const allowed = (number) => sets.every((set) => set.has(number));
    const all = () => [...(sets[0] ?? [])].filter(allowed).sort((one, other) => one - other).map((number) => ({ number, score: 0 }));
    const hits = words.length || question.phrases.length ? await ranked(used, allowed, text, question.words.length > 5 || /[?？]\s*$/.test(text)) : all();
    return {
      count: hits.length,
      instead: used.filter((word) => word.instead).map((word) => [word.typed, word.instead]),
      unknown: read_.filter(({ terms }) => !terms.length).map((word) => word.typed),
      // The hits from one place to another, each with the places of its words that match.
      hits: (from, to) =>
        Promise.all(
          hits.slice(from, to).map(async ({ number, score }) => ({
            ...(await record(number)),
            score,
            places: new Set(used.flatMap((word) => word.best.get(number)?.places ?? [])),
          })),
        ),
    };
  };

  window.dossierSearch = { take, search, filters: () => manifest().then(() => load("filters")), root: new URL("../", FOLDER), WORD };
})();
