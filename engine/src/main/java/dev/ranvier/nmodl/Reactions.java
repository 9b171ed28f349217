package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Substitution;
import dev.ranvier.nmodl.Scope.Variable;
import dev.ranvier.nmodl.Statement.Share;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of a KINETIC block: reactions make the slopes of states, by the volumes they are in. */
final class Reactions {
    private final Execution run;
    private final TermValue terms;
    private final Scope globals;
    private final Map<String, Expression> volumes = new HashMap<>();
    /** In the place of a state's equation. */
    private final Map<String, Expression> conserved = new LinkedHashMap<>();

    Reactions(Execution run, TermValue terms, Scope globals) {
        this.run = run;
        this.terms = terms;
        this.globals = globals;
    }

    /** What is conserved, by the state whose equation it takes the place of. */
    Map<String, Expression> conserved() {
        return conserved;
    }

    /** What a reaction adds to the slopes of its states. */
    void react(Statement.Reaction reaction, Scope scope) {
        Expression forward =
                flow(terms.of(reaction.forward(), scope), reaction.isFlux() ? List.of() : reaction.left(), scope);
        Expression backward = reaction.backward()
                .map(rate -> flow(terms.of(rate, scope), reaction.right(), scope))
                .orElse(Algebra.ZERO);
        Expression net = Algebra.subtract(forward, backward);
        reaction.left().forEach(share -> gain(share, reaction.isFlux() ? net : Algebra.negate(net), scope));
        reaction.right().forEach(share -> gain(share, net, scope));
        run.write("f_flux", forward);
        run.write("b_flux", backward);
    }

    private Expression flow(Expression rate, List<Share> reactants, Scope scope) {
        Expression flow = rate;
        for (Share share : reactants) {
            Expression concentration = run.read(terms.key(share.name(), scope));
            flow = Algebra.multiply(flow, Algebra.power(concentration, Algebra.constant(share.times())));
        }
        return flow;
    }

    private void gain(Share share, Expression flow, Scope scope) {
        String key = terms.key(share.name(), scope);
        Expression gain = Algebra.multiply(Algebra.constant(share.times()), flow);
        Expression volume = volumes.get(key);
        run.add(Execution.slopeOf(key), volume == null ? gain : Algebra.divide(gain, volume));
    }

    /** A sum of states that stays, in the place of the equation of its last. */
    void conserve(Statement.Conserve conserve, Scope scope) {
        Map<String, Expression> amounts = new HashMap<>();
        volumes.forEach((state, volume) -> amounts.put(state, Algebra.multiply(Algebra.variable(state), volume)));
        Expression difference = Algebra.subtract(
                new Substitution(amounts).in(terms.of(conserve.left(), scope)), terms.of(conserve.right(), scope));
        String last = terms.lastKey(conserve.left(), scope)
                .orElseThrow(() -> conserve.token().wrong("a sum of states is conserved"));
        conserved.put(last, difference);
    }

    /** The volumes of states. */
    void compartment(Statement.Compartment compartment, Scope scope) {
        for (Token name : compartment.names()) {
            Variable variable = globals.find(name.text());
            if (variable == null) {
                continue;
            }
            for (int k = 0; k < variable.size(); k++) {
                Scope inner = new Scope(scope);
                if (compartment.index().isPresent()) {
                    run.write(run.declare(compartment.index().get().text(), 1, false, inner), Algebra.constant(k));
                }
                volumes.put(variable.element(k), terms.of(compartment.volume(), inner));
            }
        }
    }
}
