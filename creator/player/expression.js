/* Works out conditions and the right sides of assignments, as the story's author tried them: JSON trees, never code.
   A literal is itself; everything else is a list of an operator and its operands. */
(function (gallae) {
  "use strict";

  const LARGEST = 1e9;

  /** A number as variables hold it: within ±1e9, and no minus zero. */
  const tidy = (number) => Math.min(Math.max(number, -LARGEST), LARGEST) + 0;

  const CALCULATED = {
    neg: (one) => -one,
    "+": (left, right) => left + right,
    "-": (left, right) => left - right,
    "*": (left, right) => left * right,
    "/": (left, right) => (right === 0 ? 0 : left / right),
    "%": (left, right) => (right === 0 ? 0 : left - right * Math.floor(left / right)),
    min: Math.min,
    max: Math.max,
  };
  const ORDERED = {
    "<": (left, right) => left < right,
    "<=": (left, right) => left <= right,
    ">": (left, right) => left > right,
    ">=": (left, right) => left >= right,
  };
  const LOGICAL = { not: (one) => !one, and: (left, right) => left && right, or: (left, right) => left || right };
  const EQUAL = { "==": (left, right) => left === right, "!=": (left, right) => left !== right };

  /** Raised where an operator gets what it cannot work on. */
  gallae.Misfit = class extends Error {};

  function ofKind(kind, values, operator) {
    if (values.some((value) => typeof value !== kind)) throw new gallae.Misfit(`${operator} wants a ${kind}`);
    return values;
  }

  function asked(operator, name, memory) {
    if (operator === "get") return memory.variable(name);
    if (operator === "visited") return memory.visits(name) > 0;
    return operator === "visits" ? memory.visits(name) : memory.chosen(name);
  }

  /**
   * What a tree gives.
   * @param memory answers `variable(name)`, `visits(node)`, `chosen(choice)`
   */
  gallae.evaluate = function (tree, memory) {
    if (!Array.isArray(tree)) return typeof tree === "number" ? tidy(tree) : tree;
    const [operator, ...operands] = tree;
    if (["get", "visited", "visits", "chosen"].includes(operator)) return asked(operator, operands[0], memory);
    const values = operands.map((operand) => gallae.evaluate(operand, memory));
    if (operator in EQUAL) return EQUAL[operator](...ofKind(typeof values[0], values, operator));
    if (operator in LOGICAL) return LOGICAL[operator](...ofKind("boolean", values, operator));
    ofKind("number", values, operator);
    return operator in ORDERED ? ORDERED[operator](...values) : tidy(CALCULATED[operator](...values));
  };
})(window.GALLAE);
