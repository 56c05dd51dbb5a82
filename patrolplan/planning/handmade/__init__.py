"""Plans that people made: a list of tasks, or an edited plan file, completed into a record to be judged.

`drafts` is what is given, `listed` reads it from CSV and `edited` from a record; `flights` puts looks into
sorties; `complete` adds legs, looks and value; `bound` borrows the bound of a plan that was solved.
"""
