-- Renders the citations of all pages in one run of pandoc: a JSON request on standard input, a JSON answer on standard output.
-- Run by pandoc.py with `pandoc lua`. The request is made in build_tools/citing/pandoc_request.py, which says what its parts are.

local request = pandoc.json.decode(io.read("a"), false)
local problems = pandoc.List {}
local reader = "markdown-raw_attribute-raw_html-raw_tex-citations-footnotes-inline_notes-smart-native_divs-native_spans-tex_math_dollars"

-- One entry that can't be read must not cost all the others: it is looked for by halves.
local function read_entries(entries)
  local ok, doc = pcall(pandoc.read, table.concat(entries), "biblatex")
  if ok then return doc.meta.references or pandoc.List {} end
  if #entries == 1 then
    problems:insert("pandoc can't read the entry " .. (entries[1]:match("{([^,]*)") or ""))
    return pandoc.List {}
  end
  local middle = #entries // 2
  local all = read_entries(table.move(entries, 1, middle, 1, {}))
  all:extend(read_entries(table.move(entries, middle + 1, #entries, 1, {})))
  return all
end

-- A word in front keeps a prefix such as "1." from being read as a list.
local function read_markdown(text)
  local blocks = pandoc.read("x " .. text, reader).blocks
  local inlines = pandoc.utils.blocks_to_inlines(blocks)
  inlines:remove(1)
  if not text:match("^%s") then inlines:remove(1) end
  return inlines
end

local affixes = { [""] = pandoc.Inlines {} }
local function affix(text)
  if not affixes[text] then affixes[text] = read_markdown(text) end
  return affixes[text]:clone()
end

local function percent(text)
  return (text:gsub("[^%w]", function(char) return string.format("%%%02X", char:byte()) end))
end

local function meta(references, style)
  local result = { references = references, lang = request.lang, ["link-citations"] = true }
  if style ~= "" then result.csl = "data:text/xml," .. percent(style) end
  return result
end

-- Labels are read in the language of the page, so the style is asked for its own words first.
local function read_terms()
  local key = "terms"
  local doc = pandoc.Pandoc(
    pandoc.Para { pandoc.Cite({}, { pandoc.Citation(key, "NormalCitation") }) },
    meta({ { id = key, type = "book", title = "x" } }, request.terms_style)
  )
  doc.meta["link-citations"] = false
  local terms = {}
  for name, words in pandoc.utils.stringify(pandoc.utils.citeproc(doc).blocks[1]):gmatch("⟦(.-)=(.-)⟧") do
    terms[name] = terms[name] or words
  end
  return terms
end

local known, terms = pcall(read_terms)
if not known then terms = {} end

local function locator(item)
  if item.label == "" then return pandoc.Inlines {} end
  local term = terms[item.label] or ""
  if term == "" then return pandoc.Inlines { pandoc.Str ",", pandoc.Space(), pandoc.Str(item.shown) } end
  return pandoc.Inlines { pandoc.Str ",", pandoc.Space(), pandoc.Str("{" .. term), pandoc.Space(), pandoc.Str(item.numbers .. "}") }
end

-- A numeric style names nobody, so a sentence that names its source by citing it would lose its subject.
local authors = {}
local function named(item)
  local names = authors[item.key] or {}
  if #names == 0 then return "" end
  if #names > 2 then return names[1] .. " " .. (terms["et-al"] or "et al.") end
  return table.concat(names, " " .. (terms["and"] or "and") .. " ")
end

local function cite(citation, note)
  local items, before = pandoc.List {}, pandoc.Inlines {}
  for place, item in ipairs(citation) do
    local suffix, mode = locator(item) .. affix(item.suffix), item.mode
    if place == 1 and mode == "AuthorInText" and request.numbers_per_page then
      mode = "NormalCitation"
      if named(item) ~= "" then before = pandoc.Inlines { pandoc.Str(named(item)), pandoc.Space() } end
    end
    items:insert(pandoc.Citation(item.key, mode, affix(item.prefix), suffix, note))
  end
  return pandoc.Para(before .. pandoc.Inlines { pandoc.Cite({}, items) })
end

-- A heading of this class starts a page anew: ibid. and note numbers don't reach over it.
local function page(citations)
  local blocks = pandoc.Blocks { pandoc.Header(1, {}, pandoc.Attr("", { "reset-citation-positions" })) }
  for number, citation in ipairs(citations) do blocks:insert(cite(citation, number)) end
  return blocks
end

local function everything()
  return pandoc.MetaInlines { pandoc.Cite({}, { pandoc.Citation("*", "NormalCitation") }) }
end

-- What a citation was made from is known already.
local slim = { Cite = function(cite) return cite.content end }

local function rendered(blocks, metadata)
  local made = pandoc.utils.citeproc(pandoc.Pandoc(blocks, metadata)).blocks
  return pandoc.write(pandoc.Pandoc(made:walk(slim)), "json")
end

-- In one document all pages share one disambiguation; a numeric style counts anew on each page, so each is a document.
local function render(references)
  local outputs = pandoc.List {}
  if request.numbers_per_page then
    local known = {}
    for _, reference in ipairs(references) do known[pandoc.utils.stringify(reference.id)] = reference end
    for index, citations in ipairs(request.documents) do
      local used, seen = pandoc.List {}, {}
      for _, citation in ipairs(citations) do
        for _, item in ipairs(citation) do
          if known[item.key] and not seen[item.key] then used:insert(known[item.key]) end
          seen[item.key] = true
        end
      end
      outputs[index] = rendered(page(citations), meta(used, request.style))
    end
  else
    local blocks = pandoc.Blocks {}
    for _, citations in ipairs(request.documents) do blocks:extend(page(citations)) end
    local metadata = meta(references, request.style)
    metadata.nocite = everything()
    outputs[1] = rendered(blocks, metadata)
  end
  return outputs
end

local function plain_people(people)
  local list = pandoc.List {}
  for _, person in ipairs(people or {}) do
    local names = {}
    for part, value in pairs(person) do names[part] = pandoc.utils.stringify(value):gsub('^"(.*)"$', "%1") end
    list:insert(names)
  end
  return list
end

local function plain_works(references)
  local list = pandoc.List {}
  for _, reference in ipairs(references) do
    local work = { authors = plain_people(reference.author), editors = plain_people(reference.editor) }
    for name, value in pairs(reference) do
      if type(value) ~= "boolean" and not work[name] then work[name] = pandoc.utils.stringify(value) end
    end
    list:insert(work)
  end
  return list
end

local function plain_pieces()
  local list = pandoc.List {}
  for _, reference in ipairs(read_entries(request.pieces)) do
    list:insert({ pandoc.utils.stringify(reference.id), pandoc.utils.stringify(reference.note or "") })
  end
  return list
end

-- What fails here fails for the style's sake: the exit code says so, and pandoc's words say why.
local function with_style(references)
  local ok, documents = pcall(render, references)
  if ok then return documents end
  io.stderr:write(tostring(documents), "\n")
  os.exit(17)
end

-- Formulas become letters, raised, lowered or slanted, as far as HTML without MathML can show them.
local plain_formulas = {
  Math = function(formula)
    local html = pandoc.write(pandoc.Pandoc { pandoc.Plain { pandoc.Math("InlineMath", formula.text) } }, "html")
    return pandoc.utils.blocks_to_inlines(pandoc.read(html, "html-native_spans-native_divs").blocks)
  end,
  Underline = function(marked) return marked.content end,
}

-- A family name that keeps its small words is marked by mending.py; CSL-JSON puts such a name in quotation marks.
local whole = "\u{2060}"
local function keep_whole(people)
  for _, person in ipairs(people) do
    local family = pandoc.utils.stringify(person.family or "")
    if family:sub(1, #whole) == whole then person.family = '"' .. family:sub(#whole + 1) .. '"' end
  end
end

local function mended(references)
  for _, reference in ipairs(references) do
    for _, variable in ipairs { "author", "editor", "translator", "container-author" } do keep_whole(reference[variable] or {}) end
    for name, value in pairs(reference) do
      if pandoc.utils.type(value) == "Inlines" then reference[name] = value:walk(plain_formulas) end
    end
    for name, value in pairs(request.corrections[pandoc.utils.stringify(reference.id)] or {}) do reference[name] = value end
    local names = pandoc.List {}
    for _, person in ipairs(reference.author or {}) do
      names:insert((pandoc.utils.stringify(person.family or person.literal or person.given or ""):gsub('^"(.*)"$', "%1")))
    end
    authors[pandoc.utils.stringify(reference.id)] = names
    reference["event-title"], reference.event = reference["event-title"] or reference.event, nil
  end
  return references
end

-- Pandoc spends three quarters of its time with APA on telling people of one family name apart, also where there are none.
local function has_namesakes(references)
  local people = {}
  for _, reference in ipairs(references) do
    for _, variable in pairs(reference) do
      for _, person in ipairs(pandoc.utils.type(variable) == "List" and variable or {}) do
        local family, whole = "", {}
        for part, words in pairs(pandoc.utils.type(person) == "table" and person or {}) do
          if part == "family" then family = pandoc.utils.stringify(words) end
          table.insert(whole, part .. "=" .. pandoc.utils.stringify(words))
        end
        table.sort(whole)
        local name = table.concat(whole, ";")
        if people[family] and people[family] ~= name then return true end
        people[family] = name
      end
    end
  end
  return false
end

local references = mended(read_entries(request.entries))
if not has_namesakes(references) then request.style = request.style:gsub('%sdisambiguate%-add%-givenname="true"', "", 1) end
local answer = {
  works = plain_works(references),
  pieces = plain_pieces(),
  csl_json = pandoc.write(pandoc.Pandoc({}, { references = references }), "csljson"),
  documents = with_style(references),
  terms = terms,
  problems = problems,
}
io.write(pandoc.json.encode(answer))
