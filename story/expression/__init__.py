"""The small language of conditions and assignments: read, written, proved and worked out, never handed to Python.

    or  <  and  <  not  <  == != < <= > >=  <  + -  <  * / %  <  -x  <  brackets, names, literals, functions

Values are flags (`true`, `false`), numbers, and texts in single or double quotes. Functions: `visited(node)`,
`visits(node)`, `chosen(choice)`, `min(a, b)`, `max(a, b)`. An assignment is `name = expression`; `+=`, `-=`, `*=` and
`/=` are short for the longer form.
"""

from story.errors import ExpressionError
from story.expression.evaluation import Memory, Program, evaluate, program, tidy_number
from story.expression.expressions import Effect, Expression, read_effect, read_expression
from story.expression.json_form import effect_from_json, expression_from_json
from story.expression.kinds import Kinds, check_effect, kind_of, kind_of_value
from story.expression.mentions import Names, names_in, renamed, renamed_effect
from story.expression.names import LONGEST_NAME, normal_name, wrong_with_name
from story.expression.syntax import DEEPEST_EXPRESSION, LARGEST_NUMBER, LONGEST_EXPRESSION, Tree

__all__ = [
    "DEEPEST_EXPRESSION",
    "LARGEST_NUMBER",
    "LONGEST_EXPRESSION",
    "LONGEST_NAME",
    "Effect",
    "Expression",
    "ExpressionError",
    "Kinds",
    "Memory",
    "Names",
    "Program",
    "Tree",
    "check_effect",
    "effect_from_json",
    "evaluate",
    "expression_from_json",
    "kind_of",
    "kind_of_value",
    "names_in",
    "normal_name",
    "program",
    "read_effect",
    "read_expression",
    "renamed",
    "renamed_effect",
    "tidy_number",
    "wrong_with_name",
]
