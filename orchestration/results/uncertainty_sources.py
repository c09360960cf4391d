"""The sources of a rank's uncertainty (docs/method.md, section 9) in words: Chinese, English."""

UNCERTAINTY_SOURCES: dict[str, tuple[str, str]] = {
    "survey": ("公众评议抽样误差", "error of the public appraisal"),
    "weights": ("权重变动", "weights"),
    "rule": ("合成方法", "rule of the means"),
    "normalisation": ("标准化方法", "normalisation"),
    "leave_one_out": ("剔除一项指标", "one indicator left out"),
    "interplay": ("各来源交互", "interplay"),
}
