package dev.ranvier.fit;

/**
 * One iteration of a fit.
 *
 * @param stage what the fit is doing, for people
 * @param rmse_mV distance of model and recording in this stage; pulled to the recording while a clamp is on
 */
public record Progress(String stage, double rmse_mV) {}
