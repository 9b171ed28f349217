package dev.ranvier.optimise;

/** {@link OptimiserContract} of optimisers that are told a value and a gradient. */
abstract class GradientOptimiserContract extends OptimiserContract<double[], Evaluation> {
    @Override
    Evaluation answer(double[] question) {
        return valley.evaluate(question);
    }

    @Override
    Evaluation notANumber() {
        return new Evaluation(Double.NaN, new double[4]);
    }
}
