package dev.ranvier.cli.validation;

import dev.ranvier.loss.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature of eFEL's, over the recordings in which both the cell and the model have it.
 *
 * @param feature which
 * @param recordings how many
 * @param recorded mean of the recorded values
 * @param model mean of the model's
 * @param deviation standard deviation of one recording from another under the same stimulus; NaN where none was repeated
 */
record JudgedFeature(Feature feature, int recordings, double recorded, double model, double deviation) {
    /** All that any recording has. */
    static List<JudgedFeature> all(List<Feature> features, List<Prediction> predictions) {
        List<double[]> recorded = new ArrayList<>(), model = new ArrayList<>();
        for (Prediction prediction : predictions) {
            recorded.add(prediction.features(prediction.observed().recorded()));
            model.add(prediction.features(prediction.model()));
        }
        List<JudgedFeature> judged = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            double sumRecorded = 0, sumModel = 0, squares = 0;
            int count = 0, pairs = 0;
            for (int k = 0; k < predictions.size(); k++) {
                double x = recorded.get(k)[f], y = model.get(k)[f];
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    sumRecorded += x;
                    sumModel += y;
                    count++;
                }
                for (int j = 0; j < k; j++) {
                    double other = recorded.get(j)[f];
                    if (Double.isFinite(x)
                            && Double.isFinite(other)
                            && predictions.get(k).repeats(predictions.get(j))) {
                        squares += (x - other) * (x - other);
                        pairs++;
                    }
                }
            }
            if (count > 0) {
                double deviation = pairs == 0 ? Double.NaN : Math.sqrt(squares / pairs / 2);
                judged.add(new JudgedFeature(features.get(f), count, sumRecorded / count, sumModel / count, deviation));
            }
        }
        return judged;
    }

    /** The model's distance in standard deviations; NaN where these are not known or zero. */
    double z() {
        return deviation > 0 ? (model - recorded) / deviation : Double.NaN;
    }

    /** For programs. */
    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", feature.efelName());
        summary.put("unit", feature.unit());
        summary.put("recordings", recordings);
        summary.put("recorded", recorded);
        summary.put("model", model);
        if (Double.isFinite(z())) {
            summary.put("deviation_between_repeats", deviation);
            summary.put("z", z());
        }
        return summary;
    }
}
