package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;

/**
 * The method {@code void run(Sites)} of a {@link Part} that reads tables: one loop, site by site, since a vector would be gathered
 * number by number.
 */
final class PlainPartCode extends PlainCode {
    private final SiteColumns columns;

    PlainPartCode(Part part, CodeBuilder code) {
        super(part, code);
        this.columns = new SiteColumns(code);
    }

    void emit() {
        part.values().forEach(value -> value.operands().forEach(this::prepare));
        part.stores().values().forEach(this::prepare);
        part.stores().keySet().forEach(columns::open);
        columns.loop(1, this::store);
    }

    /** What is one number is computed before the loop, and columns are fetched. */
    private void prepare(Value value) {
        if (value.isUniform()) {
            compute(value);
        } else if (value.isInput() || part.loads().containsKey(value)) {
            columns.open(part.source(value));
        }
    }

    @Override
    void load(Slot slot) {
        if (slot.isUniform()) {
            columns.number(slot);
        } else {
            super.load(slot);
        }
    }

    @Override
    void address(Slot slot) {
        columns.address(slot);
    }
}
